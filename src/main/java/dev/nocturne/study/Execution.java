package dev.nocturne.study;

/**
 * How the machine carries a run out. It never changes what the trials are, so it may differ from start to start.
 *
 * @param workers how many trials are evaluated at the same time, at least 1
 * @param chunkSize how many trials are committed together, at least 1
 * @param retries how many more attempts a trial gets after an attempt of it failed, at least 0
 */
public record Execution(int workers, int chunkSize, int retries) {
    public static final Execution DEFAULT = new Execution(1, 1, 0);

    public Execution {
        requireAtLeast(1, workers, "workers");
        requireAtLeast(1, chunkSize, "chunk-size");
        requireAtLeast(0, retries, "retries");
    }

    /**
     * The lag of a run that does not name one: a chunk if there is one worker, two chunks for each if there are more.
     * Trials differ in how long they take; with one chunk each, workers would wait for the slowest most of the time.
     */
    public int defaultLag() {
        long chunks = workers == 1 ? 1 : 2L * workers;
        return (int) Math.min(Integer.MAX_VALUE, chunks * chunkSize);
    }

    private static void requireAtLeast(int least, int value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", but is " + value + ".");
        }
    }
}
