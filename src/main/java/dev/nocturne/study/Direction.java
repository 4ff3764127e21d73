package dev.nocturne.study;

/** Which objective is better; the one place that knows. */
public enum Direction {
    MINIMIZE,
    MAXIMIZE;

    /** Whether {@code candidate} is strictly better than {@code other}. */
    public boolean isBetter(double candidate, double other) {
        return this == MINIMIZE ? candidate < other : candidate > other;
    }
}
