package dev.nocturne.objective.function;

/** How many numbers a function takes. */
record Arity(int least, int most) {
    static Arity exactly(int number) {
        return new Arity(number, number);
    }

    static Arity atLeast(int number) {
        return new Arity(number, Integer.MAX_VALUE);
    }

    boolean accepts(int dimensions) {
        return dimensions >= least && dimensions <= most;
    }

    /** In words: {@code exactly 2}, {@code at least 1}. */
    String inWords() {
        return least == most ? "exactly " + least : "at least " + Math.max(1, least);
    }
}
