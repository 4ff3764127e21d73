package dev.nocturne.report;

import java.util.List;
import java.util.Optional;

/**
 * A part of the page under a heading of its own. Immutable.
 *
 * @param id of the element on the page
 * @param reading how to read it, or why there is nothing to read
 * @param notes what else must be known, for example what was left out
 * @param plot empty if words and tables are all
 * @param tables the same as numbers
 * @param query SQL that gives the numbers; empty if there are none
 * @param text shown as it is, line by line; empty if there is none
 */
record Section(
        String id,
        String heading,
        String reading,
        List<String> notes,
        Optional<Plot> plot,
        List<DataTable> tables,
        String query,
        String text) {
    private static final int PRINTED_ROWS = 40;

    /**
     * A plot, drawn by the script of that name.
     *
     * @param label for those who do not see it
     */
    record Plot(String name, String label) {}

    Section {
        notes = List.copyOf(notes);
        tables = List.copyOf(tables);
    }

    /** Whether its tables are worth the paper when the page is printed. */
    boolean isShort() {
        return tables.stream().mapToInt(table -> table.rows().size()).sum() <= PRINTED_ROWS;
    }

    /** A section with nothing but a sentence that says why. */
    static Section absent(String id, String heading, String why) {
        return new Section(id, heading, why, List.of(), Optional.empty(), List.of(), "", "");
    }
}
