package dev.nocturne.summary;

import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which trials speak for all of a run that has too many to read: of each so many ids one, always the same one. Which of them
 * it is moves on by a step, so that what comes again and again in a grid does not meet the sample in one place.
 *
 * @param stride of how many ids one is taken
 * @param step by how much its place among them moves on
 */
public record SystematicSample(int stride, int step) {
    /** To read all trials of a run with more takes seconds, and memory that grows with them. */
    public static final int LARGEST_READ_WHOLE = 200_000;

    /** A share of these is known to a third of a percent. */
    public static final int TRIALS = 20_000;

    /** Of the latest failed attempts of such a run, so many are grouped. */
    public static final int FAILED_ATTEMPTS = 20_000;

    private static final double GOLDEN = 0.6180339887498949;

    /** That of a run as it stands; empty if all its trials are read. */
    public static Optional<SystematicSample> of(RunSummary run) {
        return of(run, LARGEST_READ_WHOLE, TRIALS);
    }

    /**
     * The same with other bounds.
     *
     * @param wholeRun all trials are read of a run in which no more than so many have ended
     * @param trials how many a sample has at most
     */
    public static Optional<SystematicSample> of(RunSummary run, int wholeRun, int trials) {
        int ended = run.endedTrials();
        return ended <= wholeRun ? Optional.empty() : Optional.of(every((ended - 1) / trials + 1));
    }

    /** A prime number shares no divisor with the number of choices of a parameter of a grid, if it is not that number. */
    private static SystematicSample every(int least) {
        int stride = BigInteger.valueOf(least - 1L).nextProbablePrime().intValue();
        return new SystematicSample(stride, (int) (stride * GOLDEN));
    }

    /** Its ids below an end, in order. */
    public IntStream ids(int end) {
        return IntStream.rangeClosed(0, end / stride)
                .map(place -> place * stride + (int) ((long) place * step % stride))
                .filter(id -> id >= 0 && id < end);
    }
}
