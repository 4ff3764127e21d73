package dev.nocturne.study;

import java.util.random.RandomGenerator;

/**
 * The random stream of one trial: a function of the study's seed and the trial's id, the same on every Java version.
 *
 * <p>xoshiro256++ 1.0 (Blackman and Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47(4), 2021), its
 * state filled by SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), as its authors recommend. The methods that strategies
 * draw with are defined here, because the platform's defaults may change. Not thread-safe.
 */
public final class TrialRandom implements RandomGenerator {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long s0;
    private long s1;
    private long s2;
    private long s3;

    /**
     * The stream of a trial.
     *
     * @param seed the run's seed
     * @param trialId the trial's id
     */
    public TrialRandom(long seed, long trialId) {
        long start = mix(mix(seed + GOLDEN_GAMMA) ^ mix(trialId * 2 + 1));
        s0 = mix(start + GOLDEN_GAMMA);
        s1 = mix(start + 2 * GOLDEN_GAMMA);
        s2 = mix(start + 3 * GOLDEN_GAMMA);
        s3 = mix(start + 4 * GOLDEN_GAMMA);
    }

    /** The seed that an objective gets for its own randomness; unrelated to the draws of the stream. */
    public static long seedOf(long seed, int trialId) {
        return mix(mix(seed) + GOLDEN_GAMMA * (trialId + 1L)) >>> 1;
    }

    @Override
    public long nextLong() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /** Uniform in [0, 1), in steps of 2^-53. */
    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    @Override
    public int nextInt(int bound) {
        return (int) nextLong(bound);
    }

    /** Uniform in [0, bound), without modulo bias: draws from the incomplete last block are thrown away. */
    @Override
    public long nextLong(long bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be positive, but is " + bound);
        }
        long drawn = nextLong() >>> 1;
        long rest = drawn % bound;
        while (drawn - rest + (bound - 1) < 0) {
            drawn = nextLong() >>> 1;
            rest = drawn % bound;
        }
        return rest;
    }

    /** Standard normal, by Marsaglia's polar method; its second number is thrown away, so that no draw leaves a trace. */
    @Override
    public double nextGaussian() {
        double x;
        double square;
        do {
            x = 2 * nextDouble() - 1;
            double y = 2 * nextDouble() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        return x * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
