package dev.nocturne.summary;

/**
 * One of the objectives of a run.
 *
 * @param direction MINIMIZE or MAXIMIZE
 */
public record RunObjective(String name, String direction) {
    /** Whether {@code candidate} is strictly better than {@code other}. */
    public boolean isBetter(double candidate, double other) {
        return direction.equals("MINIMIZE") ? candidate < other : candidate > other;
    }
}
