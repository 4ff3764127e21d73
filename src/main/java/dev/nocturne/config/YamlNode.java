package dev.nocturne.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A node of a YAML text, and where it begins. Immutable. */
sealed interface YamlNode {
    /** Where the value begins. */
    Position position();

    /** What it is, with its article, for a sentence that expected something else. */
    String described();

    /**
     * A single value, as it was written; nothing is converted.
     *
     * @param plain whether it stands without quotes
     * @param verbatim whether the file has the same characters in the same order on one line
     */
    record Scalar(Position position, String text, boolean plain, boolean verbatim) implements YamlNode {
        private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

        Scalar(Position position, String text, boolean plain) {
            this(position, text, plain, false);
        }

        /** Where in the file a part of the text stands; where the whole begins if that can't be told. */
        Position positionOf(int offset) {
            int column = position.column() + (plain ? 0 : 1) + text.codePointCount(0, Math.min(offset, text.length()));
            return verbatim ? new Position(position.line(), column) : position;
        }

        /** Whether nothing was written, or one of YAML's words for nothing. */
        boolean isNull() {
            return plain && NULLS.contains(text);
        }

        @Override
        public String described() {
            return isNull() ? "nothing" : Quoted.of(text);
        }
    }

    /** A list. */
    record Sequence(Position position, List<YamlNode> items) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String described() {
            return "a list";
        }
    }

    /**
     * Keys with values, no key twice.
     *
     * @param complete whether everything in it could be read, so that what is not there is missing
     */
    record Mapping(Position position, List<Entry> entries, boolean complete) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        /** The value of a key, if it is there. */
        Optional<YamlNode> value(String key) {
            return entries.stream()
                    .filter(entry -> entry.key().text().equals(key))
                    .map(Entry::value)
                    .findFirst();
        }

        @Override
        public String described() {
            return "keys with values";
        }
    }

    /** Something that was already reported: nobody needs to complain again. */
    record Broken(Position position) implements YamlNode {
        @Override
        public String described() {
            return "something unreadable";
        }
    }

    /** One key of a mapping. */
    record Entry(Scalar key, YamlNode value) {}
}
