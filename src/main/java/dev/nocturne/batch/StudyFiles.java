package dev.nocturne.batch;

import dev.nocturne.config.StudyPlan;
import dev.nocturne.config.StudyReader;
import dev.nocturne.engine.RunSettings;
import dev.nocturne.objective.ObjectiveFactory;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.study.Study;

/** Study files for commands that need no database. */
public final class StudyFiles {
    /** One for the process, as it remembers what it found out about the last study. */
    private static final StrategyFactory STRATEGIES = new StrategyFactory();

    private StudyFiles() {}

    /** All strategies. */
    static StrategyFactory strategies() {
        return STRATEGIES;
    }

    /** A reader that knows all strategies and objectives. */
    public static StudyReader reader() {
        return new StudyReader(STRATEGIES, new ObjectiveFactory());
    }

    /** How many workers a run of the study has. */
    public static int workers(StudyPlan plan) {
        return plan.study().execution().workers();
    }

    /** What a run of the study would be, in a few words. */
    public static String describe(StudyPlan plan) {
        Study study = plan.study();
        var settings = RunSettings.of(study, STRATEGIES.capacity(study), () -> 0);
        String picked = STRATEGIES
                .create(study, settings.forStrategy())
                .picked()
                .map(names -> " (" + names + ")")
                .orElse("");
        return "study " + study.name() + ", " + plural(settings.plannedTrials(), "trial") + " of "
                + study.strategy() + picked + " over "
                + plural(study.space().parameters().size(), "parameter") + ", "
                + (study.hasSeveralGoals() ? plural(study.goals().size(), "objective") + ", " : "")
                + plural(study.execution().workers(), "worker")
                + study.champion()
                        .map(champion ->
                                ", at most " + plural(champion.mostTrials(), "trial") + " after that for the champion")
                        .orElse("");
    }

    private static String plural(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
