package dev.nocturne.batch;

import dev.nocturne.event.TuningEvent;
import dev.nocturne.event.TuningEventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log of a run: its start and end at INFO, its trials at DEBUG. Thread-safe. */
final class LoggingObserver implements TuningEventHandler {
    private static final Logger LOG = LoggerFactory.getLogger("dev.nocturne.run");

    private final String run;

    LoggingObserver(String study, String runKey) {
        this.run = study + " " + runKey;
    }

    @Override
    public void handle(TuningEvent event) {
        if (event instanceof TuningEvent.TrialEvent) {
            LOG.debug("{}: {}", run, event);
        } else {
            LOG.info("{}: {}", run, event);
        }
    }
}
