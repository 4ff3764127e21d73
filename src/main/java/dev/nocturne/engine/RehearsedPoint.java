package dev.nocturne.engine;

import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.FeasibleRegion;
import dev.nocturne.space.Point;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.strategy.pruner.PrunerFactory;
import dev.nocturne.strategy.pruner.PruningRule;
import dev.nocturne.study.Budget;
import dev.nocturne.study.BudgetSettings;
import dev.nocturne.study.PrunerSettings;
import dev.nocturne.study.Study;
import dev.nocturne.study.TrialRandom;
import java.util.List;

/**
 * What to try of a study before its night: the same at every time for a study that names its seed, or has nothing to draw.
 *
 * @param origin why this point
 */
public record RehearsedPoint(Point point, Origin origin, long seed) {
    /** Where the point comes from. */
    public enum Origin {
        /** It is the first that the study itself names. */
        ENQUEUED,
        /** It is the middle of the space. */
        MIDDLE,
        /** It was drawn, as the constraints refuse the middle. */
        DRAWN
    }

    /** The point for a study. */
    public static RehearsedPoint of(Study study, StrategyFactory strategies) {
        long seed = study.seed().orElse(0);
        if (!study.enqueued().isEmpty()) {
            return new RehearsedPoint(firstProposal(study, strategies, seed), Origin.ENQUEUED, seed);
        }
        var space = new CoordinateSpace(study.space());
        double[] centre = space.centre();
        return space.isFeasible(centre)
                ? new RehearsedPoint(space.point(centre), Origin.MIDDLE, seed)
                : new RehearsedPoint(new FeasibleRegion(space).drawPoint(new TrialRandom(seed, 0)), Origin.DRAWN, seed);
    }

    /** As a run would begin, with what the study leaves open of the point drawn. */
    private static Point firstProposal(Study study, StrategyFactory strategies, long seed) {
        var settings = RunSettings.of(study, strategies.capacity(study), () -> seed);
        var pruner = PrunerFactory.create(new PrunerSettings.None(), study.goals());
        var strategy = strategies.create(study, settings.forStrategy());
        return new Proposer(study, strategy, pruner, seed, settings.lag(), List.of())
                .propose(0, List.of(), List.of())
                .parameters();
    }

    /** The only attempt at it, at the whole budget. */
    public Attempt attempt(Study study) {
        var budget = study.budget().map(BudgetSettings::max).map(Budget::of).orElse(Budget.FULL);
        return new Attempt(
                0,
                1,
                point,
                TrialRandom.seedOf(seed, 0),
                budget,
                dev.nocturne.study.Origin.SEARCH,
                Attempt.FailedBefore.NEVER,
                PruningRule.NEVER);
    }
}
