package dev.nocturne.batch;

import dev.nocturne.store.JdbcStore;
import dev.nocturne.store.JdbcWorkers;
import dev.nocturne.store.RunRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the leases of this process' workers, and tells those that lost theirs, or whose run is to stop. Ends programs that
 * other workers of this machine left behind when they were lost. Thread-safe.
 */
final class WorkerLeases implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerLeases.class);
    private static final String LOST =
            "its trials were taken away, as the run was cut short or its lease not renewed in time";

    private final ScheduledExecutorService thread = Background.thread("leases");
    private final Set<LentWorker> kept = ConcurrentHashMap.newKeySet();
    private final JdbcStore store;
    private final SharedDatabase shared;

    WorkerLeases(SharedDatabase shared) {
        this.store = shared.prompt();
        this.shared = shared;
        long period = shared.renewal().toMillis();
        thread.scheduleWithFixedDelay(this::renewAll, period, period, TimeUnit.MILLISECONDS);
    }

    void keep(LentWorker worker) {
        kept.add(worker);
    }

    void drop(LentWorker worker) {
        kept.remove(worker);
    }

    private void renewAll() {
        Map<String, LentWorker> workers =
                kept.stream().collect(Collectors.toMap(LentWorker::name, Function.identity()));
        if (workers.isEmpty()) {
            return;
        }
        try {
            shared.onOneConnection(() -> renew(workers));
        } catch (RuntimeException away) {
            LOG.debug("Leases cannot be renewed now", away);
        }
    }

    /** Whether the run stops is seen first: who is told to stop is not taken for dead. */
    private void renew(Map<String, LentWorker> workers) {
        workers.values().stream()
                .collect(Collectors.groupingBy(LentWorker::run))
                .forEach(this::lookAt);
        // In one order for all: two renewals never wait for one another.
        List<JdbcWorkers.Kept> leases = workers.values().stream()
                .map(worker -> new JdbcWorkers.Kept(
                        worker.run().runId(), worker.name(), worker.trials().ended()))
                .sorted(Comparator.comparing(JdbcWorkers.Kept::worker))
                .toList();
        store.workers().renew(leases, shared.lease()).forEach(lost -> lost(workers.get(lost.worker())));
    }

    /** A worker that has gone home meanwhile has none to lose. */
    private void lost(LentWorker worker) {
        if (kept.contains(worker)) {
            worker.stop().request(LOST);
            worker.stop().cutShort();
        }
    }

    private void lookAt(RunRecord run, List<LentWorker> workers) {
        if (store.states().isStopRequested(run.runId())) {
            workers.forEach(worker -> worker.stop().request(TrialWorker.ASKED_TO_STOP));
        }
        LostPrograms.end(store.workers(), run);
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
