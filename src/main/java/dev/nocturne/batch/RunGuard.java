package dev.nocturne.batch;

import dev.nocturne.engine.SupersededException;
import dev.nocturne.store.RunRecord;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the lease of a run while this process starts and executes it, ends sessions that hold everybody up, and notices
 * when somebody else has taken the run over.
 */
final class RunGuard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunGuard.class);

    private final ScheduledExecutorService thread = Background.thread("run-lease");
    private final HeldLock lock;
    private final RunExecution execution;
    private final SharedDatabase shared;

    RunGuard(HeldLock lock, RunExecution execution, SharedDatabase shared) {
        this.lock = lock;
        this.execution = execution;
        this.shared = shared;
        long period = shared.renewal().toMillis();
        thread.scheduleWithFixedDelay(this::renew, period, period, TimeUnit.MILLISECONDS);
    }

    private void renew() {
        try {
            if (!execution.isOpen()) {
                shared.prompt().leases().keepWithheld(shared.lease());
            } else if (!lock.keep(execution.run(), shared.lease()) && wasStartedAgain(execution.run())) {
                execution.failed(new SupersededException());
                execution.stop().request("somebody else has started this run again");
                execution.stop().cutShort();
            }
            shared.prompt().leases().endStuckSessions(shared.lease());
        } catch (RuntimeException away) {
            LOG.debug("The lease cannot be renewed now", away);
        }
    }

    /** Whoever else has the lock may also just ask who lives. */
    private boolean wasStartedAgain(RunRecord run) {
        return shared.prompt()
                .runs()
                .find(run.study(), run.runKey())
                .filter(recorded -> recorded.starts() != run.starts())
                .isPresent();
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            // One that is under way could take the lock again after it was let go.
            thread.awaitTermination(shared.lease().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
