package dev.nocturne.strategy.tpe;

import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.FeasibleRegion;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Finds points of a space that have not been tried, where few are left of them. Immutable. */
final class Unseen {
    private static final int DRAWS = 50;
    private static final long MOST_COMBINATIONS = 10_000;

    private final CoordinateSpace space;
    private final FeasibleRegion region;
    private final long combinations;

    Unseen(CoordinateSpace space, FeasibleRegion region) {
        this.space = space;
        this.region = region;
        long product = 1;
        for (int place = 0; place < space.dimensions(); place++) {
            long levels = space.axis(place).levels();
            product = levels > MOST_COMBINATIONS ? Long.MAX_VALUE : product * levels;
            if (product > MOST_COMBINATIONS) {
                product = Long.MAX_VALUE;
                break;
            }
        }
        combinations = product;
    }

    /** Coordinates that are not in the archive; null if a space of few combinations has none left, or none was found. */
    double @Nullable [] find(Archive archive, RandomGenerator random) {
        for (int i = 0; i < DRAWS; i++) {
            double[] drawn = region.draw(random);
            if (!archive.contains(drawn)) {
                return drawn;
            }
        }
        if (combinations > MOST_COMBINATIONS) {
            return null;
        }
        long first = random.nextLong(combinations);
        for (long i = 0; i < combinations; i++) {
            double[] decoded = decode((first + i) % combinations);
            if (!archive.contains(decoded) && space.isFeasible(decoded)) {
                return decoded;
            }
        }
        return null;
    }

    /** Where a parameter is not active its digit means nothing. */
    private double[] decode(long index) {
        double[] decoded = new double[space.dimensions()];
        long rest = index;
        for (int place = 0; place < decoded.length; place++) {
            long levels = space.axis(place).levels();
            decoded[place] = space.isActive(place, decoded) ? space.axis(place).level(rest % levels) : Double.NaN;
            rest /= levels;
        }
        return decoded;
    }
}
