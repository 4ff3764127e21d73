package dev.nocturne.engine;

import dev.nocturne.event.EventBus;
import dev.nocturne.objective.Objective;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.KnownTrials;
import dev.nocturne.study.Study;
import dev.nocturne.study.Trial;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Makes tuners for programs that tune from their own code. */
public final class TunerFactory {
    private TunerFactory() {}

    /**
     * A tuner for the study.
     *
     * @param objective called by as many threads at a time as the study has workers
     * @param eventBus hears of everything that happens
     * @throws InvalidStudyException if the study cannot be run
     */
    public static Tuner create(Study study, Objective objective, EventBus eventBus) {
        return create(study, objective, eventBus, new StrategyFactory(), Optional.empty());
    }

    /**
     * A tuner that learns from earlier results as well. Those that are no points of the study's search space, or have not
     * ended, are left out; a {@link dev.nocturne.event.TuningEvent.WarmStarted} says how many, and why.
     *
     * @param known the oldest first; their ids do not matter, and they are no trials of the run
     * @throws InvalidStudyException if the study cannot be run, or its strategy does not learn
     */
    public static Tuner create(Study study, Objective objective, EventBus eventBus, List<Trial> known) {
        return create(study, objective, eventBus, new StrategyFactory(), known);
    }

    static Tuner create(
            Study study, Objective objective, EventBus eventBus, StrategyFactory strategies, List<Trial> known) {
        strategies.capacity(study);
        if (!strategies.learns(study.strategy())) {
            throw new InvalidStudyException(study.strategy() + " does not learn from results; strategies that do are: "
                    + String.join(", ", strategies.learning()) + ".");
        }
        var collector = new KnownTrials.Collector(study);
        known.forEach(trial -> collector.add("program", trial));
        return create(study, objective, eventBus, strategies, Optional.of(collector.collected()));
    }

    private static Tuner create(
            Study study,
            Objective objective,
            EventBus eventBus,
            StrategyFactory strategies,
            Optional<KnownTrials> known) {
        strategies.capacity(study);
        if (study.limits().maxDuration().isPresent() || study.limits().window().isPresent()) {
            throw new InvalidStudyException(
                    "max-duration and the window end runs of the nightly job; a tuner in a program has"
                            + " neither. Interrupt the thread that tunes instead.");
        }
        return new InProcessTuner(
                study,
                known,
                strategies,
                objective,
                eventBus,
                Clock.systemUTC(),
                System::nanoTime,
                () -> new SecureRandom().nextLong() >>> 1);
    }
}
