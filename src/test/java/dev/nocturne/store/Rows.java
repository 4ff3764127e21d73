package dev.nocturne.store;

import dev.nocturne.summary.RowSink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what a query gave. */
final class Rows implements RowSink {
    private List<String> names = List.of();
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    @Override
    public void columns(List<String> names) {
        this.names = names;
    }

    @Override
    public void row(List<@Nullable Object> values) {
        rows.add(values);
    }

    List<String> names() {
        return names;
    }

    List<List<@Nullable Object>> rows() {
        return rows;
    }
}
