package dev.nocturne.bench;

import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.Point;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.study.TrialRandom;

/**
 * A task whose optimum was moved to a random place, so that nothing is gained by knowing that optima like the centre.
 *
 * <p>Each ordered parameter gets a place p, drawn like a random value, where its share of the argmin a is moved to. At the
 * coordinate u (evenly spaced on the parameter's scale, from 0 to 1) the task takes the value that it has at u + (a - p),
 * reflected at 0 and at 1. So the value at p is the optimum, no value is below it, and the function stays continuous.
 * Choices without an order are moved round; those that other parameters depend on stay.
 */
final class ShiftedTask implements Task {
    private static final int STREAM = 97;

    private final SyntheticTask task;
    private final CoordinateSpace coordinates;
    private final double[] shift;

    ShiftedTask(SyntheticTask task, long seed) {
        this.task = task;
        this.coordinates = new CoordinateSpace(task.space());
        this.shift = new double[coordinates.dimensions()];
        double[] argmin = coordinates.coordinates(task.argmin());
        boolean[] parent = new boolean[shift.length];
        for (int i = 0; i < shift.length; i++) {
            for (int place : coordinates.parents(i)) {
                parent[place] = true;
            }
        }
        var random = new TrialRandom(seed ^ task.name().hashCode(), STREAM);
        for (int i = 0; i < shift.length; i++) {
            var axis = coordinates.axis(i);
            double target = axis.fromUnit(random.nextDouble());
            double from = Double.isNaN(argmin[i]) ? axis.fromUnit(random.nextDouble()) : argmin[i];
            shift[i] = parent[i] ? 0 : from - target;
        }
    }

    /** The point of the task itself that stands at this one. */
    Point original(Point point) {
        double[] moved = coordinates.coordinates(point);
        for (int i = 0; i < moved.length; i++) {
            if (!Double.isNaN(moved[i])) {
                moved[i] = coordinates.axis(i).isOrdered()
                        ? reflected(moved[i] + shift[i])
                        : Math.floorMod(
                                (long) (moved[i] + shift[i]),
                                coordinates.axis(i).levels());
            }
        }
        return coordinates.point(moved);
    }

    /** A point at which the least value is taken. */
    Point argmin() {
        double[] argmin = coordinates.coordinates(task.argmin());
        for (int i = 0; i < argmin.length; i++) {
            if (!Double.isNaN(argmin[i])) {
                argmin[i] = coordinates.axis(i).isOrdered()
                        ? argmin[i] - shift[i]
                        : Math.floorMod(
                                (long) (argmin[i] - shift[i]),
                                coordinates.axis(i).levels());
            }
        }
        return coordinates.point(argmin);
    }

    private static double reflected(double coordinate) {
        double positive = Math.abs(coordinate);
        return positive > 1 ? 2 - positive : positive;
    }

    @Override
    public String suite() {
        return task.suite();
    }

    @Override
    public String name() {
        return task.name();
    }

    @Override
    public SearchSpace space() {
        return task.space();
    }

    @Override
    public double value(Point point) {
        return task.value(original(point));
    }

    @Override
    public double observe(Point point, long seed) {
        return task.observe(original(point), seed);
    }

    @Override
    public double optimum() {
        return task.optimum();
    }

    @Override
    public double typical() {
        return task.typical();
    }
}
