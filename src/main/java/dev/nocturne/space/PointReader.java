package dev.nocturne.space;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes points of a search space of values that were written down elsewhere. Immutable and thread-safe. */
public final class PointReader {
    /** No number that was written by a program is longer. */
    private static final int LONGEST_NUMBER = 100;

    private final SearchSpace space;

    /** What became of written values. */
    public sealed interface Reading permits Fits, Misfit {}

    /** They are a point of the space that keeps its constraints. */
    public record Fits(Point point) implements Reading {}

    /**
     * They are not.
     *
     * @param why the first reason, for a person, without the values: many misfits have the same
     */
    public record Misfit(String why) implements Reading {}

    private static final class MisfitException extends Exception {
        private static final long serialVersionUID = 1L;

        MisfitException(String why) {
            super(why);
        }
    }

    public PointReader(SearchSpace space) {
        this.space = space;
    }

    /**
     * Reads a point.
     *
     * @param written parameter's name to its value as text; empty text stands for no value, unless it is a choice
     */
    public Reading read(Map<String, String> written) {
        try {
            var point = new Point(values(written));
            for (Constraint constraint : space.constraints()) {
                if (!constraint.holds(point.values())) {
                    throw new MisfitException("the constraint " + constraint.text() + " is not kept");
                }
            }
            return new Fits(point);
        } catch (MisfitException misfit) {
            return new Misfit(String.valueOf(misfit.getMessage()));
        }
    }

    private Map<String, Value> values(Map<String, String> written) throws MisfitException {
        for (String name : written.keySet()) {
            require(space.parameter(name).isPresent(), name, "is not in the search space");
        }
        Map<String, Value> values = new LinkedHashMap<>();
        for (Parameter parameter : space.parameters()) {
            String name = parameter.name();
            String text = written.get(name);
            if (parameter.condition().holds(values)) {
                values.put(name, value(parameter, text));
            } else {
                require(text == null || text.isEmpty(), name, "has a value where it is not used");
            }
        }
        return values;
    }

    private static Value value(Parameter parameter, @Nullable String text) throws MisfitException {
        String name = parameter.name();
        boolean word = parameter instanceof CategoricalParameter;
        if (text == null || (text.isEmpty() && !(word && parameter.contains(new Value.Text(text))))) {
            throw new MisfitException(name + " is missing");
        }
        Value value = word ? new Value.Text(text) : number(parameter, text);
        boolean choices = word || parameter instanceof DiscreteParameter;
        require(parameter.contains(value), name, choices ? "is none of the choices" : "is not in its range");
        return value;
    }

    private static Value number(Parameter parameter, String text) throws MisfitException {
        BigDecimal exact;
        try {
            require(text.length() <= LONGEST_NUMBER, parameter.name(), "is not a number");
            exact = new BigDecimal(text);
        } catch (NumberFormatException notANumber) {
            throw new MisfitException(parameter.name() + " is not a number");
        }
        if (parameter instanceof IntegerParameter) {
            try {
                return new Value.Whole(exact.longValueExact());
            } catch (ArithmeticException notWhole) {
                throw new MisfitException(parameter.name() + " is not in its range");
            }
        }
        double number = Double.parseDouble(text);
        require(Double.isFinite(number), parameter.name(), "is not in its range");
        return new Value.Real(number);
    }

    private static void require(boolean fits, String name, String otherwise) throws MisfitException {
        if (!fits) {
            throw new MisfitException(name + " " + otherwise);
        }
    }
}
