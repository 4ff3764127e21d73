package dev.nocturne.sink;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which types of events a sink wants.
 *
 * @param text each of them between commas; null: all
 */
public record EventFilter(@Nullable String text) {
    /** Every event. */
    public static final EventFilter ALL = new EventFilter(null);

    /** Not one. */
    public static final EventFilter NONE = new EventFilter("");

    /** Events of those types. */
    public static EventFilter of(Collection<String> types) {
        return types.isEmpty() ? NONE : new EventFilter("," + String.join(",", new TreeSet<>(Set.copyOf(types))) + ",");
    }

    /** Whether events of that type are wanted. */
    public boolean wants(String type) {
        return text == null || text.contains("," + type + ",");
    }
}
