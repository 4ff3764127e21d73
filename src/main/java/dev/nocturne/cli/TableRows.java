package dev.nocturne.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table for a person: columns as wide as their values, numbers to the right. The first rows decide the widths, so that
 * a long table does not have to be known before it is printed.
 */
final class TableRows implements OutputFormat.FinishableSink {
    private static final int ROWS_THAT_DECIDE = 500;
    private static final int WIDEST = 60;

    private final PrintWriter out;
    private final List<List<String>> waiting = new ArrayList<>();
    private List<String> names = List.of();
    private boolean[] numeric = {};
    private int @Nullable [] widths;

    TableRows(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void columns(List<String> names) {
        this.names = names.stream().map(Texts::printable).toList();
        numeric = new boolean[names.size()];
        Arrays.fill(numeric, true);
    }

    @Override
    public void row(List<@Nullable Object> values) {
        var cells = new ArrayList<String>(values.size());
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            numeric[i] &= value == null || value instanceof Number;
            cells.add(shortened(Texts.printable(Texts.exact(value))));
        }
        if (widths != null) {
            print(cells, widths);
            return;
        }
        waiting.add(cells);
        if (waiting.size() == ROWS_THAT_DECIDE) {
            printWaiting();
        }
    }

    @Override
    public void finish() {
        if (widths == null) {
            printWaiting();
        }
    }

    private void printWaiting() {
        if (names.isEmpty()) {
            return;
        }
        int[] decided = new int[names.size()];
        for (int i = 0; i < decided.length; i++) {
            int column = i;
            decided[i] = Math.max(
                    names.get(i).length(),
                    waiting.stream()
                            .mapToInt(row -> row.get(column).length())
                            .max()
                            .orElse(0));
        }
        print(names, decided);
        waiting.forEach(row -> print(row, decided));
        waiting.clear();
        widths = decided;
    }

    private void print(List<String> cells, int[] width) {
        var line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String padding = " ".repeat(Math.max(0, width[i] - cells.get(i).length()));
            line.append(i == 0 ? "" : "  ").append(numeric[i] ? padding + cells.get(i) : cells.get(i) + padding);
        }
        out.println(line.toString().stripTrailing());
    }

    private static String shortened(String cell) {
        return cell.length() <= WIDEST ? cell : cell.substring(0, WIDEST - 1) + "…";
    }
}
