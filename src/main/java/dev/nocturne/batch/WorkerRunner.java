package dev.nocturne.batch;

import dev.nocturne.store.DatabaseFailure;
import dev.nocturne.study.TuningException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Lends workers of this process to runs that other processes execute, until it is told to stop. Used once. */
public final class WorkerRunner {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Collaborators with;
    private final SharedDatabase shared;
    private final StudyArchive archive;
    private final Set<LentWorker> working = ConcurrentHashMap.newKeySet();
    private @Nullable String stopReason;
    private boolean cutShort;
    private boolean waitingTold;
    private long lastWorkNanos;
    private @Nullable RuntimeException failure;

    WorkerRunner(Collaborators with, SharedDatabase shared, StudyArchive archive) {
        this.with = with;
        this.shared = shared;
        this.archive = archive;
    }

    /**
     * Works until {@link #stop}, or until it was idle for as long as was asked for.
     *
     * @param database what to call the database, for a person
     * @throws TuningException or what else the database refuses for good
     */
    public void work(WorkerRequest request, String database, WorkerListener listener) throws InterruptedException {
        var seats = new PartitionSeats(with, shared, archive, request.studyFolder(), listener);
        lastWorkNanos = with.nanoTime().getAsLong();
        try (seats;
                var leases = new WorkerLeases(shared)) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 1; i <= request.workers(); i++) {
                var thread = new Thread(() -> serve(seats, leases, request, database, listener), "worker-" + i);
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void serve(
            PartitionSeats seats,
            WorkerLeases leases,
            WorkerRequest request,
            String database,
            WorkerListener listener) {
        var patience = Patience.endless();
        while (!isStopping()) {
            try {
                Optional<LentWorker> taken = seats.take();
                patience.renew();
                if (taken.isPresent()) {
                    workAt(taken.get(), seats, leases, listener);
                } else {
                    idle(request, database, listener);
                }
            } catch (RuntimeException failed) {
                Optional<Duration> delay = patience.after(failed);
                if (delay.isPresent()) {
                    listener.waitingForDatabase(FailureSentence.of(failed), delay.get());
                    pause(delay.get());
                } else if (DatabaseFailure.isWithoutTables(failed)) {
                    idle(request, database, listener);
                } else {
                    fail(failed);
                }
            }
        }
    }

    private void workAt(LentWorker worker, PartitionSeats seats, WorkerLeases leases, WorkerListener listener) {
        begin(worker);
        leases.keep(worker);
        try {
            listener.joined(worker.run().study(), worker.run().runKey(), worker.name());
            var visit = new WorkerVisit(with, worker, listener, this::pauseInVisit, this::isCutShort);
            String why = visit.make();
            listener.left(
                    worker.run().study(),
                    worker.run().runKey(),
                    worker.name(),
                    worker.trials().ended(),
                    why);
            visit.failure().ifPresent(unexpected -> seats.refuse(worker.openRun(), why));
        } finally {
            leases.drop(worker);
            end(worker);
            worker.leave();
        }
    }

    private synchronized void begin(LentWorker worker) {
        working.add(worker);
        waitingTold = false;
        if (stopReason != null) {
            worker.stop().request(stopReason);
        }
    }

    private synchronized void end(LentWorker worker) {
        working.remove(worker);
        lastWorkNanos = with.nanoTime().getAsLong();
    }

    private void idle(WorkerRequest request, String database, WorkerListener listener) {
        synchronized (this) {
            if (working.isEmpty() && !waitingTold) {
                waitingTold = true;
                listener.waiting(database);
            }
            long idleNanos = with.nanoTime().getAsLong() - lastWorkNanos;
            if (request.idle().isPresent()
                    && working.isEmpty()
                    && idleNanos > request.idle().get().toNanos()) {
                stop("idle for " + request.idle().get().toSeconds() + " s");
            }
        }
        pause(LOOK);
    }

    private synchronized void fail(RuntimeException failed) {
        failure = failure == null ? failed : failure;
        stop("this process cannot go on");
    }

    /** Takes no further trial; the trials in flight may end. */
    public synchronized void stop(String why) {
        stopReason = stopReason == null ? why : stopReason;
        working.forEach(worker -> worker.stop().request(why));
        notifyAll();
    }

    /** Ends the trials in flight as well. */
    public synchronized void cutShort() {
        cutShort = true;
        working.forEach(worker -> worker.stop().cutShort());
        notifyAll();
    }

    private synchronized boolean isStopping() {
        return stopReason != null;
    }

    private synchronized boolean isCutShort() {
        return cutShort;
    }

    private void pause(Duration delay) {
        pause(delay, () -> stopReason != null);
    }

    /** Results that wait for the database are worth more time than an idle process is. */
    private void pauseInVisit(Duration delay) {
        pause(delay, () -> cutShort);
    }

    private synchronized void pause(Duration delay, BooleanSupplier over) {
        try {
            if (!over.getAsBoolean()) {
                wait(delay.toMillis());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stop("interrupted");
        }
    }
}
