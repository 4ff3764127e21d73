package dev.nocturne.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that a text names with {@code &name} to use them again with {@code *name}. Refuses what would never end,
 * and what would grow without measure. Not thread-safe.
 */
final class Anchors {
    private static final long MAX_REPEATED = 100_000;

    private final Problems problems;
    private final Map<String, Named> named = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private long nodes;
    private long repeated;
    private boolean full;

    Anchors(Problems problems) {
        this.problems = problems;
    }

    /** A node that has begun; its name is null if it has none. */
    record Open(@Nullable String name, long nodesBefore) {}

    private record Named(YamlNode node, long nodes) {}

    Open open(@Nullable String name) {
        if (name != null) {
            open.add(name);
        }
        return new Open(name, nodes++);
    }

    void close(Open begun, YamlNode node) {
        if (begun.name() != null) {
            open.remove(begun.name());
            named.put(begun.name(), new Named(node, nodes - begun.nodesBefore()));
        }
    }

    /** The node of that name, or a broken one after a report. */
    YamlNode resolve(String name, Position position, KeyPath path) {
        Named found = named.get(name);
        if (open.contains(name)) {
            return broken(position, path, "'*" + name + "' stands inside of what it repeats: this would never end.");
        }
        if (found == null) {
            return broken(
                    position,
                    path,
                    "nothing before is named '&" + name + "'; put text that begins with '*' in quotes.");
        }
        if (full || repeated + found.nodes() > MAX_REPEATED) {
            return tooMuch(position, path);
        }
        nodes += found.nodes();
        repeated += found.nodes();
        return found.node();
    }

    private YamlNode tooMuch(Position position, KeyPath path) {
        if (full) {
            return new YamlNode.Broken(position);
        }
        full = true;
        return broken(
                position,
                path,
                "with what '*' repeats the file grows by more than 100,000 values: write out what is needed.");
    }

    private YamlNode broken(Position position, KeyPath path, String message) {
        problems.add(position, path, message);
        return new YamlNode.Broken(position);
    }
}
