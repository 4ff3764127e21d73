package dev.nocturne.space;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A rule that every point of a search space must keep. Implementations are immutable and thread-safe. */
public interface Constraint {
    /** The rule as a person wrote it. */
    String text();

    /** The parameters of which it speaks; empty if it may speak of any. */
    default List<String> parameters() {
        return List.of();
    }

    /**
     * Whether the rule is kept. A rule that speaks of a parameter that is not active has nothing to say, and is.
     *
     * @param values the active parameters of a point, at least those of which it speaks
     */
    boolean holds(Map<String, Value> values);

    /**
     * Why the rule, which is not kept, could not even be evaluated; empty if it could.
     *
     * @param values the active parameters of a point
     */
    default Optional<String> obstacle(Map<String, Value> values) {
        return Optional.empty();
    }
}
