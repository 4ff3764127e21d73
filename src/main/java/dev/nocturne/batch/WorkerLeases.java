package dev.nocturne.batch;

import dev.nocturne.store.JdbcStore;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the leases of this process' workers, and tells those that lost theirs, or whose run is to stop. Thread-safe.
 */
final class WorkerLeases implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerLeases.class);
    private static final String LOST = "it was taken for dead, as its lease was not renewed in time";

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        var daemon = new Thread(task, "leases");
        daemon.setDaemon(true);
        return daemon;
    });
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
        for (LentWorker worker : kept) {
            try {
                renew(worker);
            } catch (RuntimeException away) {
                LOG.debug("The lease of {} cannot be renewed now", worker.name(), away);
            }
        }
    }

    private void renew(LentWorker worker) {
        long run = worker.run().runId();
        boolean held = store.workers().renew(run, worker.name(), worker.trials().ended(), shared.lease());
        if (!held && kept.contains(worker)) {
            worker.stop().request(LOST);
            worker.stop().cutShort();
        } else if (store.states().isStopRequested(run)) {
            worker.stop().request(TrialWorker.ASKED_TO_STOP);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
