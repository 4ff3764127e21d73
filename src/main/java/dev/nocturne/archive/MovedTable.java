package dev.nocturne.archive;

import java.util.List;
import java.util.Optional;

/**
 * A table whose rows move with their study.
 *
 * @param name of the table
 * @param entry of the zip that has them
 * @param columns that move. The number of the run is not among them: the run's key stands for it
 * @param order of a run's rows: whole numbers that the table's key begins with
 * @param last the rest of that key, a text; sorted by this program, as databases sort texts by other rules
 */
public record MovedTable(String name, String entry, List<Column> columns, List<String> order, Optional<String> last) {
    /** A column that moves. */
    public record Column(String name, CellType type) {}

    public MovedTable {
        columns = List.copyOf(columns);
        order = List.copyOf(order);
    }

    /** The place of a column among those that move. */
    public int place(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name + " moves no column " + column);
    }

    static Builder of(String name, String entry) {
        return new Builder(name, entry);
    }

    /** Spells a table out, column by column. */
    static final class Builder {
        private final String name;
        private final String entry;
        private final java.util.ArrayList<Column> columns = new java.util.ArrayList<>();

        private Builder(String name, String entry) {
            this.name = name;
            this.entry = entry;
        }

        Builder with(CellType type, String... names) {
            for (String column : names) {
                columns.add(new Column(column, type));
            }
            return this;
        }

        MovedTable orderedBy(String... order) {
            return new MovedTable(name, entry, columns, List.of(order), Optional.empty());
        }

        MovedTable orderedBy(List<String> order, String last) {
            return new MovedTable(name, entry, columns, order, Optional.of(last));
        }
    }
}
