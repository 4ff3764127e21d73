package dev.nocturne.space;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The values of one point as a number each, for points that are kept by the hundred thousand. Immutable. Any look at them
 * makes all values anew.
 */
final class PackedValues extends AbstractMap<String, Value> {
    private final CoordinateSpace space;
    private final long[] packed;

    /** The values of a point of the space. */
    PackedValues(CoordinateSpace space, Map<String, Value> values) {
        this.space = space;
        this.packed = new long[space.dimensions()];
        for (int place = 0; place < packed.length; place++) {
            Value value = values.get(space.space().parameters().get(place).name());
            packed[place] = value == null ? 0 : packed(place, value);
        }
    }

    private long packed(int place, Value value) {
        if (value instanceof Value.Real real) {
            return Double.doubleToRawLongBits(real.number());
        }
        return value instanceof Value.Whole whole
                ? whole.value()
                : (long) space.axis(place).coordinate(value);
    }

    private Value unpacked(Parameter parameter, long value) {
        if (parameter instanceof CategoricalParameter words) {
            return new Value.Text(words.choices().get((int) value));
        }
        return parameter instanceof IntegerParameter
                ? new Value.Whole(value)
                : new Value.Real(Double.longBitsToDouble(value));
    }

    private Map<String, Value> unpacked() {
        Map<String, Value> values = new LinkedHashMap<>();
        for (int place = 0; place < packed.length; place++) {
            Parameter parameter = space.space().parameters().get(place);
            if (parameter.condition().holds(values)) {
                values.put(parameter.name(), unpacked(parameter, packed[place]));
            }
        }
        return values;
    }

    @Override
    public Set<Map.Entry<String, Value>> entrySet() {
        return Collections.unmodifiableMap(unpacked()).entrySet();
    }
}
