package dev.nocturne.space;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Finds one point that keeps all constraints, as a place in the unit cube: by chance, or by trying everything where that
 * is little, or by walking from the best that chance found to points that break fewer constraints. Always finds the same.
 * Not thread-safe.
 */
final class AnchorSearch {
    private static final int FIRST_DRAWS = 1_000;
    private static final int MOST_DRAWS = 100_000;
    private static final long MOST_COMBINATIONS = 100_000;
    private static final int COORDINATES_TO_DRAW = 2_000_000;
    private static final int STARTS = 8;
    private static final int TRIES = 32;

    private final CoordinateSpace space;
    private final Refusals refusals;
    private final List<Start> starts = new ArrayList<>();
    private long state;
    private boolean rare;

    private record Start(double[] unit, int broken) {}

    AnchorSearch(CoordinateSpace space) {
        this.space = space;
        this.refusals = new Refusals(space.space());
    }

    /** Whether chance found nothing soon; only after {@link #find}. */
    boolean isRare() {
        return rare;
    }

    double[] find() {
        if (draw(FIRST_DRAWS)) {
            return starts.get(0).unit();
        }
        rare = true;
        long combinations = combinations();
        if (combinations <= MOST_COMBINATIONS) {
            return findAmong(combinations);
        }
        if (draw(Math.max(FIRST_DRAWS, Math.min(MOST_DRAWS, COORDINATES_TO_DRAW / space.dimensions())))) {
            return starts.get(0).unit();
        }
        int tries = COORDINATES_TO_DRAW / space.dimensions();
        for (Start start : List.copyOf(starts)) {
            double[] unit = start.unit().clone();
            if (descend(unit, start.broken(), tries / STARTS)) {
                return unit;
            }
        }
        throw new InfeasibleSpaceException(String.format(
                Locale.ROOT,
                "No point was found that keeps all constraints: of %,d that were tried, %s. Take one of them out, or widen"
                        + " the ranges.",
                refusals.points(),
                refusals.worst()));
    }

    /** Whether one of so many random points is feasible; it then comes first among the starts. */
    private boolean draw(int points) {
        for (int i = 0; i < points; i++) {
            double[] unit = new double[space.dimensions()];
            for (int place = 0; place < unit.length; place++) {
                unit[place] = nextUnit();
            }
            int broken = broken(unit);
            if (starts.size() < STARTS || broken < starts.get(starts.size() - 1).broken()) {
                starts.add(new Start(unit, broken));
                starts.sort(Comparator.comparingInt(Start::broken));
                starts.subList(Math.min(STARTS, starts.size()), starts.size()).clear();
            }
            if (broken == 0) {
                return true;
            }
        }
        return false;
    }

    private long combinations() {
        long product = 1;
        for (int place = 0; place < space.dimensions() && product <= MOST_COMBINATIONS; place++) {
            product *= Math.min(space.axis(place).levels(), MOST_COMBINATIONS + 1);
        }
        return product;
    }

    private double[] findAmong(long combinations) {
        var all = new Refusals(space.space());
        double[] unit = new double[space.dimensions()];
        for (long combination = 0; combination < combinations; combination++) {
            long rest = combination;
            for (int place = unit.length - 1; place >= 0; place--) {
                long levels = space.axis(place).levels();
                unit[place] = unitOf(place, rest % levels);
                rest /= levels;
            }
            if (all.count(space.point(space.fromUnit(unit))) == 0) {
                return unit;
            }
        }
        throw new InfeasibleSpaceException("No combination of values keeps all constraints: " + all.worst()
                + ". Take one of them out, or widen the ranges.");
    }

    /** Whether the walk came to a feasible point. Steps that break as many constraints as before are taken, too. */
    private boolean descend(double[] unit, int brokenAtStart, int mostTries) {
        int broken = brokenAtStart;
        int place = 0;
        for (int tries = 0; tries < mostTries; place = (place + 1) % unit.length) {
            long levels = space.axis(place).levels();
            for (int i = 0; i < Math.min(TRIES, levels); i++) {
                double before = unit[place];
                unit[place] = levels <= TRIES ? unitOf(place, i) : nextUnit();
                int now = broken(unit);
                tries++;
                if (now > broken) {
                    unit[place] = before;
                }
                broken = Math.min(now, broken);
                if (broken == 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private int broken(double[] unit) {
        return refusals.count(space.point(space.fromUnit(unit)));
    }

    /** The place of a level in the unit interval, whether its axis is ordered or not. */
    private double unitOf(int place, long level) {
        Axis axis = space.axis(place);
        return axis.isOrdered() ? axis.level(level) : (level + 0.5) / axis.levels();
    }

    /** SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), begun at zero. */
    private double nextUnit() {
        state += 0x9e3779b97f4a7c15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
