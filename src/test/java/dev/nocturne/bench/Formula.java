package dev.nocturne.bench;

import dev.nocturne.space.Point;
import dev.nocturne.space.Value;
import java.util.function.ToDoubleFunction;

/** What a {@link SyntheticTask} computes. */
@FunctionalInterface
interface Formula {
    double at(Point point);

    /** A formula of the numeric parameters, in their order. */
    static Formula ofNumbers(ToDoubleFunction<double[]> function) {
        return point -> function.applyAsDouble(point.values().values().stream()
                .filter(Value::isNumber)
                .mapToDouble(Value::number)
                .toArray());
    }
}
