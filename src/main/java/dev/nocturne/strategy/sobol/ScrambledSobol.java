package dev.nocturne.strategy.sobol;

import org.hipparchus.random.SobolSequenceGenerator;

/**
 * Sobol's sequence in base 2 (USSR Computational Mathematics and Mathematical Physics 7(4), 1967) with the direction
 * numbers of Joe and Kuo (SIAM Journal on Scientific Computing 30(5), 2008), its points numbered along the Gray code
 * (Antonov and Saleev, 1979) and scrambled: nested uniform scrambling (Owen, Monte Carlo and Quasi-Monte Carlo Methods,
 * 1995). Each binary digit is flipped or not by a hash of the seed, the dimension and the digits before it.
 *
 * <p>So the first 2^m points still are as even as Sobol's, each point for itself is uniform, and another seed gives
 * independent points. A point is a function of its index: nothing is remembered. Immutable and thread-safe; the same to
 * the bit on every machine.
 */
public final class ScrambledSobol {
    /** How many dimensions there are direction numbers for. */
    public static final int MOST_DIMENSIONS = 21_201;

    private static final int DIGITS = 31;
    private static final int HASHED = 6;
    private static final double TWO_TO_32 = 0x1.0p32;
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    /** By dimension and binary digit of the index: what that digit adds, without carry, to the first 32 binary places. */
    private final int[][] directions;

    private final long[] keys;

    /**
     * A sequence.
     *
     * @param dimensions in [0, {@value #MOST_DIMENSIONS}]
     * @param seed any number
     * @throws IllegalArgumentException for another number of dimensions
     */
    public ScrambledSobol(int dimensions, long seed) {
        if (dimensions < 0 || dimensions > MOST_DIMENSIONS) {
            throw new IllegalArgumentException(
                    "Sobol's sequence has at most " + MOST_DIMENSIONS + " dimensions here, not " + dimensions + ".");
        }
        directions = dimensions == 0 ? new int[0][] : directions(dimensions);
        keys = new long[dimensions];
        for (int dimension = 0; dimension < dimensions; dimension++) {
            keys[dimension] = mix(mix(seed + GOLDEN_GAMMA) + GOLDEN_GAMMA * (dimension + 1L));
        }
    }

    /** How many numbers a point has. */
    public int dimensions() {
        return keys.length;
    }

    /**
     * A point of the sequence.
     *
     * @param index in [0, 2^31)
     * @return a new array of numbers in [0, 1), multiples of 2^-53
     * @throws IllegalArgumentException for another index
     */
    public double[] point(long index) {
        if (index < 0 || index >>> DIGITS != 0) {
            throw new IllegalArgumentException("A point of the sequence has an index below 2^31, not " + index + ".");
        }
        double[] point = new double[keys.length];
        for (int dimension = 0; dimension < point.length; dimension++) {
            int[] columns = directions[dimension];
            int digits = 0;
            for (long gray = index ^ index >>> 1; gray != 0; gray &= gray - 1) {
                digits ^= columns[Long.numberOfTrailingZeros(gray)];
            }
            point[dimension] = scrambled(digits, keys[dimension]);
        }
        return point;
    }

    /**
     * Scrambles 32 binary places, and appends 21 that the sequence leaves at zero: scrambled, those are random digits of
     * each interval of width 2^-32.
     */
    private static double scrambled(int digits, long key) {
        int flips = 0;
        for (int place = 0; place < Integer.SIZE; place += HASHED) {
            // The 1 in front tells the prefix 0 from the prefix 00.
            long hash = mix(key ^ (1L << place | prefix(digits, place)));
            // Six digits below a prefix are a tree of 63 nodes, each with a bit of the hash; 1 is the first of them.
            int node = 1;
            for (int i = place; i < Math.min(place + HASHED, Integer.SIZE); i++) {
                int left = Integer.SIZE - 1 - i;
                flips |= (int) (hash >>> node & 1) << left;
                node = node << 1 | digits >>> left & 1;
            }
        }
        long low = mix(key ^ (1L << Integer.SIZE | prefix(digits, Integer.SIZE))) >>> 43;
        return (((digits ^ flips) & 0xffffffffL) << 21 | low) * 0x1.0p-53;
    }

    private static long prefix(int digits, int length) {
        return (digits & 0xffffffffL) >>> (Integer.SIZE - length);
    }

    /** The point at index 2^k - 1, whose Gray code has the single digit k - 1, is that digit's direction number. */
    private static int[][] directions(int dimensions) {
        var generator = new SobolSequenceGenerator(dimensions);
        int[][] directions = new int[dimensions][DIGITS];
        for (int digit = 0; digit < DIGITS; digit++) {
            double[] column = generator.skipTo((int) ((1L << digit + 1) - 1));
            for (int dimension = 0; dimension < dimensions; dimension++) {
                directions[dimension][digit] = (int) (long) (column[dimension] * TWO_TO_32);
            }
        }
        return directions;
    }

    /** SplitMix64's finaliser (Steele, Lea and Flood, OOPSLA 2014). */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
