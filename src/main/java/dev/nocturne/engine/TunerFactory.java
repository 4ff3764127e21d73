package dev.nocturne.engine;

import dev.nocturne.event.EventBus;
import dev.nocturne.objective.Objective;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.study.Study;
import java.security.SecureRandom;
import java.time.Clock;

/** Makes tuners for programs that tune from their own code. */
public final class TunerFactory {
    private TunerFactory() {}

    /**
     * A tuner for the study.
     *
     * @param objective called by as many threads at a time as the study has workers
     * @param eventBus hears of everything that happens
     * @throws dev.nocturne.study.InvalidStudyException if the study cannot be run
     */
    public static Tuner create(Study study, Objective objective, EventBus eventBus) {
        var strategies = new StrategyFactory();
        strategies.capacity(study);
        return new InProcessTuner(
                study,
                strategies,
                objective,
                eventBus,
                Clock.systemUTC(),
                System::nanoTime,
                () -> new SecureRandom().nextLong() >>> 1);
    }
}
