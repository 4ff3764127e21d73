package dev.nocturne.study;

/**
 * One number that a study wants low or high. Most studies have one.
 *
 * @param name unique within the study, not blank
 */
public record Goal(String name, Direction direction) {
    /** What a study's only objective is called. */
    public static final String ONLY = "objective";

    public Goal {
        if (name.isBlank()) {
            throw new IllegalArgumentException("An objective needs a name.");
        }
    }

    /** The goal of a study with a single objective. */
    public static Goal only(Direction direction) {
        return new Goal(ONLY, direction);
    }
}
