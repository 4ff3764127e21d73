package dev.nocturne.objective.model;

import dev.nocturne.objective.model.CsvTable.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The column that a model predicts. Immutable; the arrays are for reading. */
sealed interface Target {
    /** The class of each row for dealing out folds. */
    int[] strata();

    /**
     * Classes.
     *
     * @param names in alphabetical order
     * @param classes index of each row's class
     */
    record Classes(List<String> names, int[] classes) implements Target {
        @Override
        public int[] strata() {
            return classes;
        }
    }

    /**
     * Numbers.
     *
     * @param values finite
     */
    record Numbers(double[] values) implements Target {
        @Override
        public int[] strata() {
            return new int[values.length];
        }
    }

    /** The target of a task; a row without one, or with one of the wrong kind, is thrown as a problem. */
    static Target of(CsvTable table, int column, Task task, int folds) throws DataException {
        String name = table.header().get(column);
        for (Row row : table.rows()) {
            if (row.cells().get(column).isEmpty()) {
                throw new DataException(
                        "data",
                        "Line " + row.line() + " has no " + name + "; a row without its target teaches nothing.");
            }
        }
        return task == Task.CLASSIFICATION ? classes(table, column, folds) : numbers(table, column, folds);
    }

    private static Target classes(CsvTable table, int column, int folds) throws DataException {
        String name = table.header().get(column);
        List<String> cells =
                table.rows().stream().map(row -> row.cells().get(column)).toList();
        List<String> names = List.copyOf(new TreeSet<>(cells));
        if (names.size() < 2) {
            throw new DataException(
                    "target", "Column '" + name + "' is always " + names.get(0) + ": there is nothing to tell apart.");
        }
        int[] classes = cells.stream().mapToInt(names::indexOf).toArray();
        int[] counts = new int[names.size()];
        for (int c : classes) {
            counts[c]++;
        }
        for (int c = 0; c < counts.length; c++) {
            if (counts[c] < folds) {
                throw new DataException(
                        "folds",
                        "Each fold needs a row of each class, but only " + counts[c] + " rows have " + name + " "
                                + names.get(c) + ", fewer than folds: " + folds
                                + ". If the target is a number, use rmse or mae as metric.");
            }
        }
        return new Classes(names, classes);
    }

    private static Target numbers(CsvTable table, int column, int folds) throws DataException {
        List<Double> values = new ArrayList<>();
        for (Row row : table.rows()) {
            double number = Feature.number(row.cells().get(column));
            if (!Double.isFinite(number)) {
                throw new DataException(
                        "target",
                        "Column '" + table.header().get(column) + "' must hold numbers for this metric, but line "
                                + row.line() + " has '" + row.cells().get(column)
                                + "'. For classes use accuracy, log-loss or auc.");
            }
            values.add(number);
        }
        if (values.size() < 2 * folds) {
            throw new DataException(
                    "folds", "Each of " + folds + " folds needs two rows, but there are only " + values.size() + ".");
        }
        return new Numbers(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
