package dev.nocturne.strategy.tpe;

import dev.nocturne.space.Axis;
import dev.nocturne.space.CoordinateSpace;

/** What a mixture needs to know of a search space, looked up once. Immutable. */
final class Layout {
    private final CoordinateSpace space;
    private final Axis[] axes;
    private final boolean[] conditional;

    Layout(CoordinateSpace space) {
        this.space = space;
        axes = new Axis[space.dimensions()];
        conditional = new boolean[axes.length];
        for (int place = 0; place < axes.length; place++) {
            axes[place] = space.axis(place);
            conditional[place] = space.parents(place).length > 0;
        }
    }

    int dimensions() {
        return axes.length;
    }

    Axis axis(int place) {
        return axes[place];
    }

    /** Whether the parameter is active only sometimes. */
    boolean isConditional(int place) {
        return conditional[place];
    }

    /** Whether the parameter is active beside the coordinates before it. */
    boolean isActive(int place, double[] coordinates) {
        return !conditional[place] || space.isActive(place, coordinates);
    }

    /** Whether there is anything to choose. */
    boolean varies(int place) {
        return axes[place].levels() > 1;
    }

    /** The coordinate of the value nearest to a coordinate. */
    double snapped(int place, double coordinate) {
        Axis axis = axes[place];
        return axis.levels() == Long.MAX_VALUE ? coordinate : axis.level(axis.levelOf(coordinate));
    }
}
