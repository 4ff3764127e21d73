package dev.nocturne.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a value stands, as keys from the top; list items by their index. Immutable.
 *
 * @param parts empty for the file itself
 */
record KeyPath(List<String> parts) {
    static final KeyPath ROOT = new KeyPath(List.of());

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1,200}");

    KeyPath {
        parts = List.copyOf(parts);
    }

    /** The path of keys from the top, where a list's items go by their index. */
    static KeyPath of(List<String> keys) {
        KeyPath path = ROOT;
        for (String key : keys) {
            path = isIndex(key) ? path.item(Integer.parseInt(key)) : path.key(key);
        }
        return path;
    }

    /** Whether the key can be the place of an item in a list. */
    static boolean isIndex(String key) {
        return key.matches("\\d{1,9}");
    }

    KeyPath key(String key) {
        var longer = new ArrayList<>(parts);
        longer.add(PLAIN.matcher(key).matches() ? key : Quoted.of(key));
        return new KeyPath(longer);
    }

    KeyPath item(int index) {
        var longer = new ArrayList<>(parts);
        longer.add("[" + index + "]");
        return new KeyPath(longer);
    }

    /** The first key; empty for the file itself. */
    String top() {
        return parts.isEmpty() ? "" : parts.get(0);
    }

    @Override
    public String toString() {
        return String.join(".", parts).replace(".[", "[");
    }
}
