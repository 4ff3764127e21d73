package dev.nocturne.report;

import java.util.List;
import java.util.Optional;

/**
 * One of the three questions, answered in words and numbers. Immutable.
 *
 * @param id of the element on the page
 * @param verdict the answer in a few words
 * @param sentences what it rests on
 * @param table what belongs to it and has more than one dimension
 */
record Answer(
        String id,
        String question,
        Tone tone,
        Cell verdict,
        List<Cell> sentences,
        List<Fact> facts,
        Optional<DataTable> table) {
    /** Whether it is good news. */
    enum Tone {
        /** As hoped. */
        GOOD("✓"),
        /** Neither. */
        NEUTRAL("•"),
        /** Somebody should look at it. */
        ATTENTION("!");

        private final String mark;

        Tone(String mark) {
            this.mark = mark;
        }

        /** A sign that needs no colour. */
        String mark() {
            return mark;
        }

        /** Its class in the style sheet. */
        String style() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A number with its name. */
    record Fact(String name, Cell value) {}

    Answer {
        sentences = List.copyOf(sentences);
        facts = List.copyOf(facts);
    }
}
