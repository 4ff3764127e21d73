package dev.nocturne.summary.importance;

import dev.nocturne.summary.StudyReport.Importance;
import dev.nocturne.summary.StudyReport.ParameterInfo;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Completed trials as numbers, taken one after the other. Columns are kept in the order of their names, so that nothing
 * depends on the order of a study file. Not thread-safe.
 */
public final class Sample {
    /** With fewer trials there is nothing to be said about importance. */
    public static final int FEWEST_TRIALS = 10;

    private final List<Column> columns;
    private final double[][] positions;
    private final double[] losses;
    private int size;

    /**
     * A sample without trials.
     *
     * @param capacity how many trials it can take
     */
    public Sample(List<ParameterInfo> parameters, int capacity) {
        columns = parameters.stream()
                .map(Column::of)
                .sorted(Comparator.comparing(Column::name))
                .toList();
        positions = new double[columns.size()][capacity];
        losses = new double[capacity];
    }

    /**
     * Takes a trial.
     *
     * @param parameters name to number or word; without those that are not active
     * @param loss its objective, negated if it is maximised
     */
    public void add(Map<String, Object> parameters, double loss) {
        for (int i = 0; i < positions.length; i++) {
            Column column = columns.get(i);
            positions[i][size] = column.position(parameters.get(column.name()));
        }
        losses[size++] = loss;
    }

    /** Of these trials at most so many, evenly in the order in which they came. */
    public Sample thinned(int most) {
        if (size <= most) {
            return this;
        }
        var thinned = new Sample(most, columns);
        for (int i = 0; i < most; i++) {
            int from = (int) ((long) i * size / most);
            for (int column = 0; column < positions.length; column++) {
                thinned.positions[column][i] = positions[column][from];
            }
            thinned.losses[i] = losses[from];
        }
        thinned.size = most;
        return thinned;
    }

    private Sample(int capacity, List<Column> columns) {
        this.columns = columns;
        this.positions = new double[columns.size()][capacity];
        this.losses = new double[capacity];
    }

    /** How many trials there are. */
    public int size() {
        return size;
    }

    boolean isTooSmall() {
        return size < FEWEST_TRIALS;
    }

    List<Column> columns() {
        return columns;
    }

    double loss(int trial) {
        return losses[trial];
    }

    /** NaN where the parameter is not active. */
    double position(int column, int trial) {
        return positions[column][trial];
    }

    double[] losses() {
        return Arrays.copyOf(losses, size);
    }

    /** Each column's weight as a share of all, the largest first; empty if no column has any. */
    List<Importance> shares(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double all = sum;
        return all > 0
                ? IntStream.range(0, weights.length)
                        .mapToObj(i -> new Importance(columns.get(i).name(), weights[i] / all))
                        .sorted(Comparator.comparingDouble(Importance::share).reversed())
                        .toList()
                : List.of();
    }
}
