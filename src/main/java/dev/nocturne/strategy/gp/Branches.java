package dev.nocturne.strategy.gp;

import java.util.Optional;

/**
 * The branches that a conditional space has at its root: one for each value of the first parameter on which others
 * depend. Immutable.
 *
 * @param axis of the parameter; -1 if no parameter depends on another, or on too many values to take turns
 * @param coordinates of its values
 */
record Branches(int axis, double[] coordinates) {
    private static final int MOST = 16;
    private static final Branches NONE = new Branches(-1, new double[0]);

    /** The points at which the root has one value. */
    record Branch(int axis, double coordinate) {
        boolean contains(double[] row) {
            return row[axis] == coordinate;
        }
    }

    /** The branches at the axis of a kernel. */
    static Branches at(int axis, ModelSpace space) {
        if (axis < 0 || space.levels(axis) < 2 || space.levels(axis) > MOST) {
            return NONE;
        }
        double[] coordinates = new double[space.levels(axis)];
        for (int level = 0; level < coordinates.length; level++) {
            coordinates[level] = space.level(axis, level);
        }
        return new Branches(axis, coordinates);
    }

    /** The branch whose turn it is; empty if there are no branches. */
    Optional<Branch> turn(int turn) {
        return axis < 0 ? Optional.empty() : Optional.of(new Branch(axis, coordinates[turn % coordinates.length]));
    }
}
