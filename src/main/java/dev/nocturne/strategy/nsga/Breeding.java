package dev.nocturne.strategy.nsga;

import dev.nocturne.space.Axis;
import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.strategy.numeric.PortableMath;
import java.util.random.RandomGenerator;

/**
 * How two parents have a child: simulated binary crossover (Deb and Agrawal, Complex Systems 9, 1995) and polynomial
 * mutation (Deb and Goyal, 1996), both bounded, where values have an order; either parent's choice, or a new one, where
 * they have none. What neither parent has is drawn. Immutable and thread-safe.
 */
final class Breeding {
    private static final double CROSSOVER_PROBABILITY = 0.9;
    private static final double CROSSOVER_INDEX = 15;
    private static final double MUTATION_INDEX = 20;
    private static final double SAME = 1e-14;

    private final CoordinateSpace space;
    private final double mutationProbability;

    Breeding(CoordinateSpace space) {
        this.space = space;
        this.mutationProbability = 1.0 / Math.max(1, space.varying().length);
    }

    /** Coordinates of a child's values, NaN where a parameter is not active in it. */
    double[] child(double[] mother, double[] father, RandomGenerator random) {
        double[] child = new double[mother.length];
        boolean crossing = random.nextDouble() < CROSSOVER_PROBABILITY;
        for (int place = 0; place < child.length; place++) {
            child[place] = Double.NaN;
            if (space.isActive(place, child)) {
                Axis axis = space.axis(place);
                double inherited = inherited(axis, mother[place], father[place], crossing, random);
                boolean isMutant = axis.levels() > 1 && random.nextDouble() < mutationProbability;
                double born = isMutant ? mutated(axis, inherited, random) : inherited;
                child[place] = axis.coordinate(axis.value(born));
            }
        }
        return child;
    }

    private static double inherited(Axis axis, double mother, double father, boolean crossing, RandomGenerator random) {
        if (Double.isNaN(mother) && Double.isNaN(father)) {
            return axis.fromUnit(random.nextDouble());
        } else if (Double.isNaN(mother) || Double.isNaN(father)) {
            return Double.isNaN(mother) ? father : mother;
        } else if (!crossing) {
            return mother;
        }
        boolean isMixed = random.nextDouble() < 0.5;
        boolean isFathers = random.nextDouble() < 0.5;
        if (axis.isOrdered() && isMixed && Math.abs(mother - father) > SAME) {
            return spread(Math.min(mother, father), Math.max(mother, father), isFathers, random.nextDouble());
        }
        return isFathers ? father : mother;
    }

    /** A number near the lower of two parents, or near the upper, the nearer the closer they are. */
    private static double spread(double low, double high, boolean nearHigh, double unit) {
        double room = 2 * (nearHigh ? 1 - high : low) / (high - low);
        double alpha = 2 - power(1 + room, -(CROSSOVER_INDEX + 1));
        double scaled = unit * alpha;
        double factor = power(scaled <= 1 ? scaled : 1 / (2 - scaled), 1 / (CROSSOVER_INDEX + 1));
        double half = factor * (high - low) / 2;
        return (low + high) / 2 + (nearHigh ? half : -half);
    }

    private static double mutated(Axis axis, double coordinate, RandomGenerator random) {
        if (!axis.isOrdered()) {
            long other = (long) (random.nextDouble() * (axis.levels() - 1));
            return axis.level(other < axis.levelOf(coordinate) ? other : other + 1);
        }
        double unit = random.nextDouble();
        boolean down = unit < 0.5;
        double room = power(down ? 1 - coordinate : coordinate, MUTATION_INDEX + 1);
        double share = down ? 2 * unit : 2 * (1 - unit);
        double step = 1 - power(share + (1 - share) * room, 1 / (MUTATION_INDEX + 1));
        double moved = coordinate + (down ? -step : step);
        return axis.levels() == Long.MAX_VALUE ? moved : anotherLevel(axis, coordinate, moved, down);
    }

    /** A step that would be rounded away goes to the next level. */
    private static double anotherLevel(Axis axis, double before, double after, boolean down) {
        long level = axis.levelOf(before);
        if (axis.levelOf(after) != level) {
            return after;
        }
        boolean isDown = level > 0 && (down || level == axis.levels() - 1);
        return axis.level(isDown ? level - 1 : level + 1);
    }

    private static double power(double base, double exponent) {
        return base <= 0 ? 0 : PortableMath.exp(exponent * PortableMath.log(base));
    }
}
