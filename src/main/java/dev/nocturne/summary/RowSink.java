package dev.nocturne.summary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the rows of a table as they are read, so that a long one never lies in memory. */
public interface RowSink {
    /** Called once, before the first row, with the names of the columns. */
    void columns(List<String> names);

    /**
     * Called for each row.
     *
     * @param values as many as there are columns: strings, numbers, booleans, instants, or null
     */
    void row(List<@Nullable Object> values);
}
