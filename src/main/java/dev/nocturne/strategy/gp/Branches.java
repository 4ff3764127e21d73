package dev.nocturne.strategy.gp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The values of unordered axes, and of those on which other axes depend: each of them cuts a branch out of the space of
 * which a model that is sure of another branch would never learn more. Immutable.
 */
record Branches(List<Branch> all) {
    private static final int MOST = 16;

    /** The points at which an axis has one value. */
    record Branch(int axis, double coordinate) {
        boolean contains(double[] row) {
            return row[axis] == coordinate;
        }
    }

    /** The branches of a kernel's space. */
    static Branches of(ModelSpace space) {
        var all = new ArrayList<Branch>();
        for (int axis = 0; axis < space.dimensions(); axis++) {
            boolean cuts = !space.isOrdered(axis) || space.hasChildren(axis);
            if (cuts && space.levels(axis) > 1 && space.levels(axis) <= MOST) {
                for (int level = 0; level < space.levels(axis); level++) {
                    all.add(new Branch(axis, space.level(axis, level)));
                }
            }
        }
        return new Branches(List.copyOf(all));
    }

    /** The branch whose turn it is, of those without the best point; empty if there are none. */
    Optional<Branch> turn(int turn, double[] best) {
        List<Branch> others =
                all.stream().filter(branch -> !branch.contains(best)).toList();
        return others.isEmpty() ? Optional.empty() : Optional.of(others.get(turn % others.size()));
    }
}
