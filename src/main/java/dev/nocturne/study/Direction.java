package dev.nocturne.study;

/** Which objective is better; the one place that knows. */
public enum Direction {
    MINIMIZE,
    MAXIMIZE;

    /** The objective as a number of which less is better. */
    public double loss(double objective) {
        return this == MINIMIZE ? objective : -objective;
    }

    /** Whether {@code candidate} is strictly better than {@code other}. */
    public boolean isBetter(double candidate, double other) {
        return this == MINIMIZE ? candidate < other : candidate > other;
    }
}
