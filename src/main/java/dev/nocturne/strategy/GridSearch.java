package dev.nocturne.strategy;

import dev.nocturne.space.Parameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.space.Value;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.TrialHistory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Every combination of the parameters' grids, in the study file's order, last parameter fastest. The grid is never
 * built: a trial's id is decoded, digit by digit, in the mixed radix of the grid sizes. Where a parameter depends on
 * another, the combinations below each of the other's values are counted for themselves, so that none comes twice.
 */
final class GridSearch implements Strategy {
    private final CombinationCount combinations;
    private final SearchSpace space;

    GridSearch(SearchSpace space) {
        this.space = space;
        this.combinations = new CombinationCount(space);
        if (capacity() == 0) {
            throw new InvalidStudyException("Grid search produced zero combinations: "
                    + (space.parameters().isEmpty()
                            ? "the search space has no parameter."
                            : "a parameter has no value to try."));
        }
    }

    @Override
    public int requiredHistory(int trialId) {
        return 0;
    }

    @Override
    public long capacity() {
        return space.parameters().isEmpty() ? 0 : combinations.from(0, Map.of());
    }

    @Override
    public Proposal propose(int trialId, TrialHistory history, RandomGenerator random) {
        if (trialId >= capacity()) {
            throw new IllegalArgumentException("Trial " + trialId + " is past the grid's " + capacity() + " points.");
        }
        Map<String, Value> values = new LinkedHashMap<>();
        long rest = trialId;
        for (int i = 0; i < space.parameters().size(); i++) {
            if (space.parameters().get(i).condition().holds(values)) {
                rest = chooseDigit(i, values, rest);
            }
        }
        return new Proposal(new Point(values));
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
