package dev.nocturne.space;

/** The sentence in which a range refuses what it can't be. */
final class Ranges {
    private Ranges() {}

    static void require(String parameter, boolean condition, String demand) {
        if (!condition) {
            throw new IllegalArgumentException("Parameter '" + parameter + "' " + demand + ".");
        }
    }
}
