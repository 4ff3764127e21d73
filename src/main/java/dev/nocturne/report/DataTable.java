package dev.nocturne.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers in rows, for those who do not look at plots. Immutable.
 *
 * @param caption what it shows
 * @param columns the first names the row
 */
record DataTable(String caption, List<Column> columns, List<List<Cell>> rows) {
    /** A column; numbers stand at its right. */
    record Column(Cell heading, boolean numeric) {}

    DataTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Columns by their headings; those of numbers begin with a hash sign. */
    static List<Column> columns(String... headings) {
        var columns = new ArrayList<Column>();
        for (String heading : headings) {
            columns.add(
                    heading.startsWith("#")
                            ? new Column(Cell.of(heading.substring(1)), true)
                            : new Column(Cell.of(heading), false));
        }
        return columns;
    }
}
