package dev.nocturne.summary.importance;

import dev.nocturne.summary.StudyReport.ParameterInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How the values of one parameter become numbers: a coordinate in [0, 1] on the parameter's scale, or the number of a
 * choice without order; and the cell of a grid of at most {@value #MOST_CELLS} cells. Immutable.
 */
final class Column {
    static final int MOST_CELLS = 50;

    private final String name;
    private final boolean ordered;
    private final boolean log;
    private final double low;
    private final double high;
    private final int cells;

    /** The range, widened so that the first and the last of whole numbers are as wide as the others. */
    private final double from;

    private final double to;
    private final Map<Object, Integer> levels;

    private Column(
            ParameterInfo parameter,
            boolean ordered,
            double low,
            double high,
            boolean whole,
            Map<Object, Integer> levels) {
        this.name = parameter.name();
        this.ordered = ordered;
        this.log = parameter.scale().equals("log");
        this.levels = levels;
        this.low = scaled(low);
        this.high = scaled(high);
        this.from = whole ? scaled(log ? Math.max(low - 0.5, low / 2) : low - 0.5) : this.low;
        this.to = whole ? scaled(high + 0.5) : this.high;
        this.cells = cells(whole, low, high);
    }

    static Column of(ParameterInfo parameter) {
        return switch (parameter.type()) {
            case "continuous" -> new Column(parameter, true, parameter.min(), parameter.max(), false, Map.of());
            case "integer" -> new Column(parameter, true, parameter.min(), parameter.max(), true, Map.of());
            case "discrete" -> choices(parameter, true, numbers(parameter));
            default -> choices(parameter, false, parameter.choices());
        };
    }

    private static List<Double> numbers(ParameterInfo parameter) {
        return parameter.choices().stream().map(Double::valueOf).sorted().toList();
    }

    private static Column choices(ParameterInfo parameter, boolean ordered, List<?> choices) {
        Map<Object, Integer> levels = new HashMap<>();
        IntStream.range(0, choices.size()).forEach(level -> levels.put(choices.get(level), level));
        return new Column(parameter, ordered, 0, Math.max(0, choices.size() - 1), true, levels);
    }

    private int cells(boolean whole, double low, double high) {
        if (low == high) {
            return 1;
        }
        if (!ordered) {
            return levels.size();
        }
        if (whole && log) {
            double bits = StrictMath.log(high - low + 1) / StrictMath.log(2);
            return (int) Math.min(MOST_CELLS, Math.ceil(bits) + 1);
        }
        return whole ? (int) Math.min(MOST_CELLS, high - low + 1) : MOST_CELLS;
    }

    String name() {
        return name;
    }

    /** Whether near coordinates mean near values. */
    boolean isOrdered() {
        return ordered;
    }

    /** How many cells the grid has; for choices without order one each. */
    int cells() {
        return cells;
    }

    /**
     * The value as a number on the parameter's scale, or of its choice; NaN if it has none or is none of the parameter's.
     *
     * @param value number, word, or null where the parameter is not active
     */
    double position(@Nullable Object value) {
        if (!levels.isEmpty()) {
            Object key = ordered && value instanceof Number number ? (Object) number.doubleValue() : value;
            Integer level = key == null ? null : levels.get(key);
            return level == null ? Double.NaN : level;
        }
        return value instanceof Number number ? scaled(number.doubleValue()) : Double.NaN;
    }

    /** The coordinate of a position: in [0, 1] where there is an order, else the position. */
    double coordinate(double position) {
        if (!ordered) {
            return position;
        }
        return from == to ? 0.5 : Math.max(0, Math.min(1, (position - from) / (to - from)));
    }

    /** The cell of a position; one in the middle between two belongs to the lower. */
    int cell(double position) {
        if (!ordered || cells == 1) {
            return cells == 1 ? 0 : (int) position;
        }
        double width = (high - low) / (cells - 1);
        return (int) Math.max(0, Math.min(cells - 1, Math.ceil((position - low) / width - 0.5)));
    }

    private double scaled(double number) {
        return log && levels.isEmpty() ? StrictMath.log(number) : number;
    }
}
