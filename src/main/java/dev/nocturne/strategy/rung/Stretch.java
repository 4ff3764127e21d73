package dev.nocturne.strategy.rung;

/**
 * Trials that follow each other and belong to one rung of one bracket. Immutable.
 *
 * @param first the id of the first of them
 * @param length how many there are, at least 1
 * @param bracket counts 0, 1, 2 … within the run
 * @param step 0 for the rung at which the bracket's configurations enter, 1 for the next one …
 * @param firstSlot the place of the first of them within the rung
 * @param required how many leading trials must have ended before any of them is proposed
 */
record Stretch(long first, int length, long bracket, int step, int firstSlot, long required) {
    /** The same later in the run. */
    Stretch shifted(long trials, long brackets) {
        return new Stretch(first + trials, length, bracket + brackets, step, firstSlot, required + trials);
    }

    /** The trial after the last. */
    long end() {
        return first + length;
    }
}
