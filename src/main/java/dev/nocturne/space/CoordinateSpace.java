package dev.nocturne.space;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A search space as arrays of numbers, one {@linkplain Axis coordinate} for each parameter in the space's order, NaN where
 * a parameter is not active. Immutable and thread-safe.
 */
public final class CoordinateSpace {
    private final SearchSpace space;
    private final List<Axis> axes;
    private final List<List<Parent>> parents = new ArrayList<>();
    private final boolean conditional;
    private final int[] all;
    private final int[] constrained;

    /** A parameter that another one depends on, with the coordinates that enable it. */
    private record Parent(int place, double[] enabling) {
        boolean enables(double coordinate) {
            for (double enabled : enabling) {
                if (coordinate == enabled) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The coordinates of a space whose parameters all have a value. */
    public CoordinateSpace(SearchSpace space) {
        this.space = space;
        this.axes = space.parameters().stream().map(Axis::of).toList();
        var places = new LinkedHashMap<String, Integer>();
        for (Parameter parameter : space.parameters()) {
            parents.add(parentsOf(parameter, places));
            places.put(parameter.name(), places.size());
        }
        this.conditional = parents.stream().anyMatch(list -> !list.isEmpty());
        this.all = IntStream.range(0, axes.size()).toArray();
        this.constrained = constrained(places);
    }

    /** The places of the parameters of which constraints speak, and of all that these depend on, in order. */
    private int[] constrained(Map<String, Integer> places) {
        var spokenOf = new TreeSet<Integer>();
        for (Constraint constraint : space.constraints()) {
            if (constraint.parameters().isEmpty()) {
                return all;
            }
            constraint.parameters().forEach(name -> spokenOf.add(places.get(name)));
        }
        for (int place = axes.size() - 1; place >= 0; place--) {
            if (spokenOf.contains(place)) {
                parents.get(place).forEach(parent -> spokenOf.add(parent.place()));
            }
        }
        return spokenOf.stream().mapToInt(Integer::intValue).toArray();
    }

    private List<Parent> parentsOf(Parameter parameter, Map<String, Integer> places) {
        var found = new ArrayList<Parent>();
        parameter.condition().allowed().forEach((name, values) -> {
            int place = places.get(name);
            Parameter parent = space.parameters().get(place);
            double[] enabling = values.stream()
                    .filter(parent::contains)
                    .mapToDouble(axes.get(place)::coordinate)
                    .toArray();
            found.add(new Parent(place, enabling));
        });
        return List.copyOf(found);
    }

    /** The space itself. */
    public SearchSpace space() {
        return space;
    }

    /** How many parameters there are, active or not. */
    public int dimensions() {
        return axes.size();
    }

    /** The axis of the parameter at a place in the space's order. */
    public Axis axis(int place) {
        return axes.get(place);
    }

    /** The places of the parameters that have more than one value, in order. */
    public int[] varying() {
        return IntStream.range(0, axes.size())
                .filter(place -> axes.get(place).levels() > 1)
                .toArray();
    }

    /** Whether any parameter is active only sometimes. */
    public boolean isConditional() {
        return conditional;
    }

    /** The places of the parameters that this one directly depends on. */
    public int[] parents(int place) {
        return parents.get(place).stream().mapToInt(Parent::place).toArray();
    }

    /** Whether the parameter is active beside the coordinates before it, which must be exactly those of values. */
    public boolean isActive(int place, double[] coordinates) {
        for (Parent parent : parents.get(place)) {
            if (!parent.enables(coordinates[parent.place()])) {
                return false;
            }
        }
        return true;
    }

    /** The coordinates of a point of the space. */
    public double[] coordinates(Point point) {
        double[] coordinates = new double[axes.size()];
        for (int i = 0; i < coordinates.length; i++) {
            Value value = point.values().get(space.parameters().get(i).name());
            coordinates[i] = value == null ? Double.NaN : axes.get(i).coordinate(value);
        }
        return coordinates;
    }

    /**
     * The point nearest to coordinates.
     *
     * @param coordinates a number wherever the parameter is active; what stands elsewhere is ignored
     */
    public Point point(double[] coordinates) {
        return new Point(values(coordinates, all));
    }

    /** The values of the parameters at these places, among which are all that they depend on. */
    private Map<String, Value> values(double[] coordinates, int[] places) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (int i : places) {
            Parameter parameter = space.parameters().get(i);
            if (parameter.condition().holds(values)) {
                if (Double.isNaN(coordinates[i])) {
                    throw new IllegalArgumentException("Parameter '" + parameter.name() + "' needs a coordinate.");
                }
                values.put(parameter.name(), axes.get(i).value(coordinates[i]));
            }
        }
        return values;
    }

    /** The same point in little memory, which is slow to look at; to be {@linkplain Point#unpacked unpacked} for use. */
    public Point packed(Point point) {
        return new Point(new PackedValues(this, point.values()));
    }

    /** Coordinates of the middle: of each axis that has an order its middle, of another its first value. */
    public double[] centre() {
        double[] unit = new double[dimensions()];
        for (int place = 0; place < unit.length; place++) {
            unit[place] = axis(place).isOrdered() ? 0.5 : 0;
        }
        return fromUnit(unit);
    }

    /**
     * Coordinates of the values where a point of the unit cube lands.
     *
     * @param unit numbers in [0, 1]; those of parameters that turn out not to be active are ignored
     */
    public double[] fromUnit(double[] unit) {
        double[] coordinates = new double[axes.size()];
        for (int i = 0; i < coordinates.length; i++) {
            coordinates[i] = isActive(i, coordinates) ? axes.get(i).fromUnit(unit[i]) : Double.NaN;
        }
        return coordinates;
    }

    /** Whether the point at these coordinates keeps the space's constraints. */
    public boolean isFeasible(double[] coordinates) {
        if (space.constraints().isEmpty()) {
            return true;
        }
        Map<String, Value> values = values(coordinates, constrained);
        for (Constraint constraint : space.constraints()) {
            if (!constraint.holds(values)) {
                return false;
            }
        }
        return true;
    }
}
