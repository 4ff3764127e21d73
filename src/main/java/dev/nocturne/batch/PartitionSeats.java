package dev.nocturne.batch;

import dev.nocturne.engine.LedgerSignal;
import dev.nocturne.objective.ObjectiveFiles;
import dev.nocturne.store.JdbcRunLeases.OpenRun;
import dev.nocturne.store.RunRecord;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.TuningException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds partitions for the workers of this process, and keeps what it knows of their runs for as long as those want
 * workers. Thread-safe.
 */
final class PartitionSeats implements AutoCloseable {
    /** After this long a run that could not be joined may have been mended. */
    private static final long REFUSED_NANOS = 30_000_000_000L;

    /** A little less than a worker waits between two looks. */
    private static final long LOOK_NANOS = 900_000_000L;

    private final Collaborators with;
    private final SharedDatabase shared;
    private final StudyArchive archive;
    private final Optional<Path> studyFolder;
    private final WorkerListener listener;
    private final TransactionTemplate transaction;
    private final AtomicInteger workers = new AtomicInteger();
    private final Map<OpenRun, Participation> joined = new HashMap<>();
    private final Map<OpenRun, Long> refusedAtNanos = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private long lookedInVainAtNanos;

    PartitionSeats(
            Collaborators with,
            SharedDatabase shared,
            StudyArchive archive,
            Optional<Path> studyFolder,
            WorkerListener listener) {
        this.with = with;
        this.shared = shared;
        this.archive = archive;
        this.studyFolder = studyFolder;
        this.listener = listener;
        this.transaction = new TransactionTemplate(with.transactions());
        this.lookedInVainAtNanos = with.nanoTime().getAsLong() - LOOK_NANOS;
    }

    /**
     * Takes a partition of the run that has the fewest workers; empty if nobody offers one that this process can take. When
     * a worker of this process has just looked in vain, the others need not.
     */
    Optional<LentWorker> take() {
        synchronized (this) {
            long now = with.nanoTime().getAsLong();
            if (now - lookedInVainAtNanos < LOOK_NANOS) {
                return Optional.empty();
            }
        }
        Optional<LentWorker> taken = look();
        if (taken.isEmpty()) {
            synchronized (this) {
                lookedInVainAtNanos = with.nanoTime().getAsLong();
            }
        }
        return taken;
    }

    private Optional<LentWorker> look() {
        List<OpenRun> open = with.store().leases().openToWorkers();
        forgetOthers(open);
        for (OpenRun run : open) {
            Participation participation = participation(run);
            if (participation != null) {
                Optional<LentWorker> taken = take(participation, run);
                if (taken.isPresent()) {
                    return taken;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<LentWorker> take(Participation participation, OpenRun run) {
        LentWorker taken = null;
        try {
            taken = transaction.execute(status -> take(run, participation).orElse(null));
            return Optional.ofNullable(taken);
        } finally {
            if (taken == null) {
                participation.leave();
            }
        }
    }

    /** The request leaves the queue in the transaction in which the worker gets its lease: neither is without the other. */
    private Optional<LentWorker> take(OpenRun run, Participation participation) {
        if (!with.store().leases().isStillOpen(run)) {
            return Optional.empty();
        }
        return shared.partitionsOf(run.runId(), run.starts()).take().map(request -> {
            String name = with.store().host().remoteWorker(workers.incrementAndGet());
            with.store().workers().lend(run.runId(), name, request.getStepExecutionId(), shared.lease());
            return new LentWorker(with, run, participation, request, name);
        });
    }

    private synchronized void forgetOthers(List<OpenRun> open) {
        joined.entrySet().removeIf(one -> {
            boolean over = !open.contains(one.getKey());
            if (over) {
                one.getValue().retire();
            }
            return over;
        });
        refusedAtNanos.keySet().retainAll(open);
    }

    /** What is known of the run; whoever gets it has entered it. */
    private synchronized @Nullable Participation participation(OpenRun run) {
        if (isRefused(run)) {
            return null;
        }
        Participation known = joined.get(run);
        if (known != null) {
            known.enter();
            return known;
        }
        if (!run.version().equals(shared.version())) {
            refuse(
                    run,
                    "it is executed by Nocturne " + run.version() + ", but this is " + shared.version()
                            + ", which might propose other trials. Start workers of the same version");
            return null;
        }
        Optional<RunRecord> record = with.store().runs().find(run.study(), run.runKey());
        if (record.isEmpty() || record.get().starts() != run.starts()) {
            return null;
        }
        Path folder = studyFolder.orElseGet(() -> StudyArchive.folder(record.get()));
        try {
            var plan = archive.plan(record.get(), folder);
            List<String> missing = ObjectiveFiles.read(with.store().leases().objectiveFiles(run))
                    .missingFrom(ObjectiveFiles.of(plan.objective()));
            if (!missing.isEmpty()) {
                throw new InvalidStudyException(String.join(" ", missing));
            }
            var created = new Participation(with, record.get(), plan, true, new LedgerSignal());
            joined.put(run, created);
            created.enter();
            return created;
        } catch (TuningException notHere) {
            refuse(
                    run,
                    notHere.getMessage() + " Looked in " + folder
                            + "; put the study's files there, the same as on the run's"
                            + " machine, or say with --study-folder where they are on this one");
            return null;
        }
    }

    /** Not this run, for a while; a person is told once. */
    synchronized void refuse(OpenRun run, String why) {
        refusedAtNanos.put(run, with.nanoTime().getAsLong());
        Participation before = joined.remove(run);
        if (before != null) {
            before.retire();
        }
        if (told.add(run.runId() + why)) {
            listener.refused(run.study(), run.runKey(), why);
        }
    }

    private boolean isRefused(OpenRun run) {
        Long refused = refusedAtNanos.get(run);
        return refused != null && with.nanoTime().getAsLong() - refused < REFUSED_NANOS;
    }

    /** Nobody takes a partition any more. */
    @Override
    public synchronized void close() {
        joined.values().forEach(Participation::retire);
        joined.clear();
    }
}
