package dev.nocturne.strategy.pruner;

import dev.nocturne.study.Budget;
import dev.nocturne.study.Direction;
import dev.nocturne.study.Measured;
import dev.nocturne.study.PrunerSettings;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * A trial is hopeless at a step if its best value so far is worse than a percentile of the best values that earlier trials
 * had at that step. Only completed trials count, and only from the first step on that they reported; one that skipped the
 * step, or had ended before it, counts with its best before. Nothing is sorted: a pass over the earlier trials, in
 * which each costs a binary search. Thread-safe.
 *
 * <p>Where trials have budgets, only those of the same one count: the trials of a higher rung are those that were the best
 * below it, which most of the others cannot keep up with, and a program may learn at another pace when it has longer.
 */
final class PercentileRule implements PruningRule {
    /** For a rule that compares with every trial. */
    static final double ANY_BUDGET = 0;

    private final PrunerSettings.Percentile settings;
    private final Direction direction;
    private final Curves known;
    private final List<Measured> earlier;
    private final double budget;
    private final Improvement own;
    private volatile Curve @Nullable [] curves;

    PercentileRule(
            PrunerSettings.Percentile settings,
            Direction direction,
            Curves known,
            List<Measured> earlier,
            double budget) {
        this.settings = settings;
        this.direction = direction;
        this.known = known;
        this.earlier = earlier;
        this.budget = budget;
        this.own = new Improvement(direction, 0);
    }

    @Override
    public PruningRule at(Budget budget) {
        return new PercentileRule(settings, direction, known, earlier, budget.amount());
    }

    @Override
    public boolean isHopeless(NavigableMap<Long, Double> measured) {
        double best = own.latest(measured).loss();
        long step = measured.lastKey();
        return step >= settings.warmupSteps()
                && isFirstOfInterval(step, measured.lowerKey(step))
                && isWorse(best, step);
    }

    private boolean isFirstOfInterval(long step, @Nullable Long before) {
        return before == null || before < settings.warmupSteps() || interval(before) < interval(step);
    }

    private long interval(long step) {
        return (step - settings.warmupSteps()) / settings.intervalSteps();
    }

    /** Whether a loss is above the percentile, which lies on the line between the two values next to it. */
    private boolean isWorse(double loss, long step) {
        Curve[] compared = curves();
        int count = 0;
        int better = 0;
        double nearestBelow = Double.NEGATIVE_INFINITY;
        double nearestAbove = Double.POSITIVE_INFINITY;
        for (int i = 0; i < earlier.size(); i++) {
            double other = isComparable(compared[i]) ? compared[i].bestUpTo(step) : Double.NaN;
            if (other < loss) {
                count++;
                better++;
                nearestBelow = Math.max(nearestBelow, other);
            } else if (other >= loss) {
                count++;
                nearestAbove = Math.min(nearestAbove, other);
            }
        }
        if (count < settings.startupTrials()) {
            return false;
        }
        double place = settings.percentile() / 100 * (count - 1);
        int below = (int) place;
        double share = place - below;
        if (better != below + 1) {
            return better > below + 1;
        }
        // Of the two values next to the percentile, one is better than the loss and the other is not.
        return share == 0 || loss > (1 - share) * nearestBelow + share * nearestAbove;
    }

    private boolean isComparable(Curve other) {
        return budget == ANY_BUDGET || budget == other.budget();
    }

    private Curve[] curves() {
        Curve[] found = curves;
        if (found == null) {
            found = known.of(earlier);
            curves = found;
        }
        return found;
    }
}
