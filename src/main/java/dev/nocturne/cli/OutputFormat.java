package dev.nocturne.cli;

import dev.nocturne.summary.RowSink;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Consumer;

/** The forms in which a table can be had. */
enum OutputFormat {
    TABLE,
    CSV,
    JSON;

    /** Writes all rows that the source gives. */
    void write(PrintWriter out, Consumer<RowSink> source) {
        FinishableSink sink = switch (this) {
            case TABLE -> new TableRows(out);
            case CSV -> new CsvRows(out);
            case JSON -> new JsonRows(out);
        };
        source.accept(sink);
        sink.finish();
        out.flush();
    }

    /** A sink that has something to write after the last row. */
    interface FinishableSink extends RowSink {
        void finish();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
