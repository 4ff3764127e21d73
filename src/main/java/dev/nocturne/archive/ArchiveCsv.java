package dev.nocturne.archive;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as RFC 4180 has it, in UTF-8, with a header. Null is an empty field, and a text without characters is {@code ""},
 * as PostgreSQL's {@code COPY … CSV} has it.
 */
final class ArchiveCsv {
    static final String RUN_KEY = "run_key";

    private ArchiveCsv() {}

    static List<String> header(MovedTable table) {
        var names = new ArrayList<String>();
        names.add(RUN_KEY);
        table.columns().forEach(column -> names.add(column.name()));
        return names;
    }

    /**
     * Hands out the rows, their cells checked against their columns' types.
     *
     * @return how many there were
     * @throws ArchiveException if it is anything else than such a table
     */
    static long read(MovedTable table, InputStream in, StudyRows.Taker taker) throws IOException {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        long rows = -1;
        try (CsvReader<List<@Nullable String>> csv = CsvReader.builder()
                .skipEmptyLines(false)
                .allowUnclosedQuote(false)
                .build(new Cells(), new InputStreamReader(in, decoder))) {
            for (List<@Nullable String> record : csv) {
                if (rows < 0) {
                    requireHeader(table, record);
                } else {
                    taker.take(runKey(table, record, rows), cells(table, record, rows));
                }
                rows++;
            }
        } catch (CsvParseException | UncheckedIOException wrong) {
            throw broken(table, "is no CSV in UTF-8", wrong);
        }
        if (rows < 0) {
            throw broken(table, "has no header", null);
        }
        return rows;
    }

    private static void requireHeader(MovedTable table, List<@Nullable String> record) {
        if (!record.equals(header(table))) {
            throw broken(table, "has other columns than this Nocturne writes", null);
        }
    }

    private static String runKey(MovedTable table, List<@Nullable String> record, long row) {
        String runKey = record.get(0);
        if (record.size() != table.columns().size() + 1 || runKey == null || runKey.isEmpty()) {
            throw broken(table, "has a row " + (row + 1) + " that is not as its header", null);
        }
        return runKey;
    }

    private static List<@Nullable String> cells(MovedTable table, List<@Nullable String> record, long row) {
        List<@Nullable String> cells = record.subList(1, record.size());
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            if (cell != null) {
                var column = table.columns().get(i);
                try {
                    column.type().value(cell);
                } catch (IllegalArgumentException wrong) {
                    throw broken(
                            table, "has in row " + (row + 1) + " a " + column.name() + " that cannot be read", wrong);
                }
            }
        }
        return cells;
    }

    private static ArchiveException broken(MovedTable table, String how, @Nullable Exception cause) {
        String message = "This archive is broken: its " + table.entry() + " " + how + ". Export the study again.";
        return cause == null ? new ArchiveException(message) : new ArchiveException(message, cause);
    }

    /** A record whose fields are null where nothing stands between the commas. */
    private static final class Cells extends AbstractBaseCsvCallbackHandler<List<@Nullable String>> {
        private List<@Nullable String> fields = new ArrayList<>();

        @Override
        protected void handleBegin(long line) {
            fields = new ArrayList<>();
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            fields.add(length == 0 && !quoted ? null : new String(buffer, offset, length));
        }

        @Override
        protected void handleEmpty() {
            fields.add(null);
        }

        @Override
        protected List<@Nullable String> buildRecord() {
            return fields;
        }
    }
}
