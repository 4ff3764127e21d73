package dev.nocturne.batch;

import dev.nocturne.engine.SupersededException;
import dev.nocturne.store.RunRecord;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the lease of a run while this process executes it, and notices when somebody else has taken the run over. */
final class RunGuard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunGuard.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        var daemon = new Thread(task, "run-lease");
        daemon.setDaemon(true);
        return daemon;
    });
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
            if (execution.isOpen() && !lock.keep(execution.run(), shared.lease()) && wasStartedAgain(execution.run())) {
                execution.failed(new SupersededException());
                execution.stop().request("somebody else has started this run again");
                execution.stop().cutShort();
            }
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
    }
}
