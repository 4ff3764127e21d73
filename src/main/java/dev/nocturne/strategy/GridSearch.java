package dev.nocturne.strategy;

import dev.nocturne.space.Parameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.Refusals;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.space.Value;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.TrialHistory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Every combination of the parameters' grids, in the study file's order, last parameter fastest. The grid is never
 * built: a trial's id is decoded, digit by digit, in the mixed radix of the grid sizes. Where a parameter depends on
 * another, the combinations below each of the other's values are counted for themselves, so that none comes twice.
 * Combinations that break a constraint do not count.
 */
final class GridSearch implements Strategy {
    private final CombinationCount combinations;
    private static final int MOST_SCANNED = 1_000_000;
    private static final long MOST_SCANNED_FOR_MANY = 10_000_000;
    private static final int REFUSALS_COUNTED = 10_000;

    private final SearchSpace space;
    private final long size;
    private final FeasibleIndices feasible;
    private final long capacity;

    /**
     * The grid of a space.
     *
     * @param wanted how many combinations are asked for; empty: all that there are. It matters only where there are
     *     constraints, which are tried on no more combinations than it takes.
     */
    GridSearch(SearchSpace space, OptionalInt wanted) {
        this.space = space;
        this.combinations = new CombinationCount(space);
        this.size = space.parameters().isEmpty() ? 0 : combinations.from(0, Map.of());
        if (size == 0) {
            throw new InvalidStudyException("Grid search produced zero combinations: "
                    + (space.parameters().isEmpty()
                            ? "the search space has no parameter."
                            : "a parameter has no value to try."));
        }
        feasible = new FeasibleIndices(index -> space.isFeasible(combination(index)), size);
        capacity = space.constraints().isEmpty() ? size : countFeasible(wanted);
    }

    private long countFeasible(OptionalInt wanted) {
        long asked = wanted.isPresent() ? wanted.getAsInt() : Long.MAX_VALUE;
        long limit =
                Math.max(MOST_SCANNED, Math.min(2 * Math.min(asked, MOST_SCANNED_FOR_MANY), MOST_SCANNED_FOR_MANY));
        long found = feasible.count(asked, limit);
        if (found == 0) {
            throw new InvalidStudyException("constraints", none());
        }
        if (found < asked && size > limit) {
            throw new InvalidStudyException(
                    "constraints",
                    String.format(
                            Locale.ROOT,
                            "Of the first %,d combinations of the grid %,d keep the constraints, and more are not tried:"
                                    + " set max-trials to at most that, or use a coarser grid or another strategy.",
                            limit,
                            found));
        }
        return found;
    }

    private String none() {
        var refusals = new Refusals(space);
        long tried = Math.min(size, REFUSALS_COUNTED);
        for (long index = 0; index < tried; index++) {
            refusals.count(combination(index));
        }
        return "Grid search produced zero combinations: none of "
                + String.format(
                        Locale.ROOT, size > MOST_SCANNED ? "the first %,d" : "%,d", Math.min(size, MOST_SCANNED))
                + " keeps the constraints; of the first " + tried + ", " + refusals.worst() + ".";
    }

    @Override
    public int requiredHistory(int trialId) {
        return 0;
    }

    @Override
    public long capacity() {
        return capacity;
    }

    @Override
    public Proposal propose(int trialId, TrialHistory history, RandomGenerator random) {
        if (space.constraints().isEmpty()) {
            if (trialId >= size) {
                throw new IllegalArgumentException("Trial " + trialId + " is past the grid's " + size + " points.");
            }
            return new Proposal(combination(trialId));
        }
        return new Proposal(combination(feasible.at(trialId)));
    }

    private Point combination(long index) {
        Map<String, Value> values = new LinkedHashMap<>();
        long rest = index;
        for (int i = 0; i < space.parameters().size(); i++) {
            if (space.parameters().get(i).condition().holds(values)) {
                rest = chooseDigit(i, values, rest);
            }
        }
        return new Point(values);
    }

    /** Puts the value in whose combinations the index lies, and returns the index among those. */
    private long chooseDigit(int place, Map<String, Value> values, long index) {
        Parameter parameter = space.parameters().get(place);
        for (GridRun run : combinations.runs(place)) {
            values.put(parameter.name(), parameter.gridValue(run.first()));
            long below = combinations.from(place + 1, values);
            long inRun = CombinationCount.multiply(run.length(), below);
            if (index < inRun) {
                values.put(parameter.name(), parameter.gridValue(run.first() + index / below));
                return index % below;
            }
            index -= inRun;
        }
        throw new IllegalStateException("The combinations of '" + parameter.name() + "' were counted wrongly.");
    }
}
