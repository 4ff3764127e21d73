package dev.nocturne.strategy.gp;

import dev.nocturne.space.Axis;
import dev.nocturne.space.CoordinateSpace;
import java.util.stream.IntStream;

/**
 * A search space as the kernel sees it: the axes that have more than one value, each ordered (distance) or not (equal or
 * different). Parameters that are not active stand at one imputed place, so that points of one branch are compared by
 * what they have, and the parent tells branches apart. Immutable and thread-safe.
 */
final class ModelSpace {
    /** Where an inactive ordered parameter stands. */
    private static final double MIDDLE = 0.5;

    /** What an inactive unordered parameter is: a choice of its own. */
    private static final double NO_CHOICE = -1;

    /** Axes of more levels are walked as if they were continuous, and rounded. */
    private static final int MOST_SCANNED = 1024;

    private final CoordinateSpace space;
    private final Axis[] axes;
    private final int[] places;
    private final boolean[] ordered;
    private final int[] levels;
    private final double[][] grids;
    private final Branches branches;

    ModelSpace(CoordinateSpace space) {
        this.space = space;
        this.axes = IntStream.range(0, space.dimensions()).mapToObj(space::axis).toArray(Axis[]::new);
        this.places = space.varying();
        int d = places.length;
        ordered = new boolean[d];
        levels = new int[d];
        grids = new double[d][];
        for (int j = 0; j < d; j++) {
            Axis axis = axes[places[j]];
            ordered[j] = axis.isOrdered();
            boolean scanned = !ordered[j] || axis.levels() <= MOST_SCANNED;
            levels[j] = scanned ? (int) axis.levels() : 0;
            grids[j] = IntStream.range(0, levels[j]).mapToDouble(axis::level).toArray();
        }
        branches = Branches.of(this);
    }

    /** Whether other parameters depend on the axis. */
    boolean hasChildren(int axis) {
        return IntStream.range(0, axes.length)
                .flatMap(place -> IntStream.of(space.parents(place)))
                .anyMatch(parent -> parent == places[axis]);
    }

    /** The branches of the space. */
    Branches branches() {
        return branches;
    }

    CoordinateSpace space() {
        return space;
    }

    /** How many axes the kernel has. */
    int dimensions() {
        return places.length;
    }

    boolean isOrdered(int axis) {
        return ordered[axis];
    }

    /** How many values the axis has, 0 if they are too many to look at each. */
    int levels(int axis) {
        return levels[axis];
    }

    /** A value of the axis. */
    double level(int axis, int level) {
        return grids[axis][level];
    }

    /** The level that is nearest to a place on the axis. */
    int levelOf(int axis, double at) {
        return (int) axes[places[axis]].levelOf(at);
    }

    /** Coordinates of trials, as the kernel sees them. */
    double[] row(double[] coordinates) {
        double[] row = new double[places.length];
        for (int j = 0; j < row.length; j++) {
            double coordinate = coordinates[places[j]];
            row[j] = Double.isNaN(coordinate) ? (ordered[j] ? MIDDLE : NO_CHOICE) : coordinate;
        }
        return row;
    }

    /**
     * Coordinates of values, NaN where a parameter is not active.
     *
     * @param full a number for each axis of the kernel, active or not
     */
    double[] coordinates(double[] full) {
        double[] coordinates = new double[axes.length];
        int next = 0;
        for (int place = 0; place < axes.length; place++) {
            boolean modelled = next < places.length && places[next] == place;
            double wanted = modelled ? full[next] : 0;
            next += modelled ? 1 : 0;
            if (!space.isActive(place, coordinates)) {
                coordinates[place] = Double.NaN;
            } else {
                coordinates[place] = modelled ? snapped(next - 1, wanted) : axes[place].level(0);
            }
        }
        return coordinates;
    }

    /** The coordinate of the nearest value. */
    double snapped(int axis, double at) {
        Axis original = axes[places[axis]];
        if (levels[axis] > 0) {
            return grids[axis][(int) original.levelOf(at)];
        }
        double inside = Math.max(0, Math.min(1, at));
        return original.levels() == Long.MAX_VALUE ? inside : original.level(original.levelOf(inside));
    }

    /** Numbers for all axes out of a trial's row: imputed ones stay where they are, within their axis. */
    double[] full(double[] row) {
        double[] full = row.clone();
        for (int j = 0; j < full.length; j++) {
            full[j] = full[j] == NO_CHOICE && !ordered[j] ? 0 : full[j];
        }
        return full;
    }
}
