package dev.nocturne.objective.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A column that a model learns from. Immutable; the arrays are never handed on. */
sealed interface Feature {
    /** How people write that a number is not there. */
    Set<String> MISSING = Set.of("", "NA", "N/A", "NaN", "nan", "null", "NULL", "?");

    /** How many different texts a column may have: more are names rather than kinds. */
    int MOST_CATEGORIES = 1_000;

    /** How many numbers it makes. */
    int width();

    /**
     * Numbers.
     *
     * @param values finite; NaN where the cell is missing
     */
    record Numeric(double[] values) implements Feature {
        @Override
        public int width() {
            return 1;
        }
    }

    /**
     * Kinds, each of which becomes a number that is 1 in its rows and 0 in all others.
     *
     * @param kinds index of the row's kind, in the order of their first rows; -1 where the cell is empty
     */
    record Categorical(int[] kinds, int width) implements Feature {}

    /**
     * A column as what it looks like: numeric if every cell that is not missing is a finite number.
     *
     * @throws DataException if it is text with more than {@value #MOST_CATEGORIES} different values
     */
    static Feature of(String name, List<String> cells) throws DataException {
        List<Double> numbers = new ArrayList<>();
        for (String cell : cells) {
            double number = MISSING.contains(cell) ? Double.NaN : number(cell);
            if (!Double.isFinite(number) && !MISSING.contains(cell)) {
                return categorical(name, cells);
            }
            numbers.add(number);
        }
        return new Numeric(numbers.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static Feature categorical(String name, List<String> cells) throws DataException {
        Map<String, Integer> kinds = new LinkedHashMap<>();
        int[] kindOf = new int[cells.size()];
        for (int row = 0; row < kindOf.length; row++) {
            String cell = cells.get(row);
            kindOf[row] = cell.isEmpty() ? -1 : kinds.computeIfAbsent(cell, text -> kinds.size());
        }
        if (kinds.size() > MOST_CATEGORIES) {
            throw new DataException(
                    "data",
                    "Column '" + name + "' has " + kinds.size() + " different texts, more than " + MOST_CATEGORIES
                            + ", so that it cannot be a kind of something; take it out of the file.");
        }
        return new Categorical(kindOf, kinds.size());
    }

    /** The number that the text is; NaN if it is none. */
    static double number(String text) {
        // Java would read 1f, 2d and 0x3p4 as numbers; to everybody else they are names.
        boolean ours =
                !text.isEmpty() && ".0123456789".indexOf(text.charAt(text.length() - 1)) >= 0 && !text.contains("x");
        try {
            return ours ? Double.parseDouble(text) : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
