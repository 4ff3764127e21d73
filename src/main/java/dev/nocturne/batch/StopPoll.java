package dev.nocturne.batch;

import dev.nocturne.store.JdbcRunStates;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every second whether another process asked the run to stop: a worker would notice only when it claims its next
 * chunk, which may be hours away.
 */
final class StopPoll implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StopPoll.class);

    private final ScheduledExecutorService thread = Background.thread("stop-poll");
    private final JdbcRunStates states;
    private final RunExecution execution;

    StopPoll(JdbcRunStates states, RunExecution execution) {
        this.states = states;
        this.execution = execution;
        thread.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            if (execution.isOpen() && states.isStopRequested(execution.run().runId())) {
                execution.stop().request(TrialWorker.ASKED_TO_STOP);
            }
        } catch (RuntimeException away) {
            LOG.debug("Whether somebody asked to stop cannot be seen now", away);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
