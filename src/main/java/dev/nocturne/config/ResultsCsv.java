package dev.nocturne.config;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The records of a CSV file with results (RFC 4180, UTF-8, separated by commas), one by one, however many there are. */
final class ResultsCsv {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Path file;
    private final Problems problems;

    /** Takes the records. */
    interface Sink {
        /** The names of the columns; returns whether the rows are wanted. */
        boolean header(long line, List<String> names);

        /** A row, as many cells as there are columns. */
        void row(long line, List<String> cells);
    }

    ResultsCsv(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Hands out the header and the rows; what keeps the file from being read is reported. */
    void read(Sink sink) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try (var reader = CsvReader.builder()
                .skipEmptyLines(true)
                .allowUnclosedQuote(false)
                // Counted here, where the line is known.
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(new InputStreamReader(Files.newInputStream(file), decoder))) {
            read(reader, sink);
        } catch (CsvParseException | UncheckedIOException | IOException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            problems.addWhole(
                    file.toString(),
                    "the file cannot be read as CSV in UTF-8 (" + Quoted.escape(String.valueOf(cause.getMessage()))
                            + ").");
        }
    }

    private void read(CsvReader<CsvRecord> reader, Sink sink) {
        int columns = 0;
        for (CsvRecord csv : reader) {
            List<String> cells = csv.getFields();
            long line = csv.getStartingLineNumber();
            if (columns == 0) {
                columns = cells.size();
                if (!sink.header(line, names(cells))) {
                    return;
                }
            } else if (cells.size() != columns) {
                problems.addRow(
                        file.toString(),
                        line,
                        "",
                        "this line has " + cells.size() + " cells, but the header has " + columns + ".");
            } else {
                sink.row(line, cells);
            }
        }
        if (columns == 0) {
            problems.addWhole(file.toString(), "the file is empty: a line with the names of the columns is expected.");
        }
    }

    private static List<String> names(List<String> cells) {
        List<String> names = new ArrayList<>(cells);
        if (names.get(0).startsWith(BYTE_ORDER_MARK)) {
            names.set(0, names.get(0).substring(1));
        }
        return names;
    }
}
