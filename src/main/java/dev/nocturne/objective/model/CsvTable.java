package dev.nocturne.objective.model;

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
import java.util.HashSet;
import java.util.List;

/**
 * A CSV file (RFC 4180, UTF-8, separated by commas) as it stands, cells without the space around them. Immutable.
 *
 * @param header the names of the columns, no two equal
 * @param rows as many cells each as the header has
 */
record CsvTable(List<String> header, List<Row> rows) {
    // A cell takes some ten times the room of its text until its column is a column of numbers.
    private static final int HEAP_PER_FILE_BYTE = 16;

    /**
     * One line of cells.
     *
     * @param line where it begins in the file, from 1
     */
    record Row(long line, List<String> cells) {}

    /** Reads a file; what is wrong with it is thrown as a {@link DataException}. */
    static CsvTable read(Path file) throws DataException {
        if (!Files.isRegularFile(file)) {
            throw new DataException("data", "There is no file " + file + ".");
        }
        try {
            if (Files.size(file) > Runtime.getRuntime().maxMemory() / HEAP_PER_FILE_BYTE) {
                throw new DataException(
                        "data",
                        file + " has " + Files.size(file) / 1_000_000
                                + " MB, too much for this Java's memory; start Java with a greater -Xmx.");
            }
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
                return collect(file, reader);
            }
        } catch (CsvParseException | UncheckedIOException | IOException e) {
            throw new DataException("data", file + " cannot be read as CSV in UTF-8: " + reason(e));
        }
    }

    private static CsvTable collect(Path file, CsvReader<CsvRecord> reader) throws DataException {
        List<String> header = List.of();
        List<Row> rows = new ArrayList<>();
        for (CsvRecord csv : reader) {
            List<String> cells = csv.getFields().stream().map(String::strip).toList();
            if (header.isEmpty()) {
                header = checkedHeader(file, cells);
            } else if (cells.size() != header.size()) {
                throw new DataException(
                        "data",
                        "Line " + csv.getStartingLineNumber() + " of " + file + " has " + cells.size()
                                + " cells, but the header has " + header.size() + ".");
            } else {
                rows.add(new Row(csv.getStartingLineNumber(), cells));
            }
        }
        if (rows.isEmpty()) {
            throw new DataException("data", file + " has no rows; it needs a header line and one line for each row.");
        }
        return new CsvTable(header, List.copyOf(rows));
    }

    private static List<String> checkedHeader(Path file, List<String> cells) throws DataException {
        List<String> header = new ArrayList<>(cells);
        header.set(0, header.get(0).replace("\uFEFF", "").strip()); // The mark that Windows puts before UTF-8.
        var seen = new HashSet<String>();
        for (String name : header) {
            if (!seen.add(name)) {
                throw new DataException("data", "The header of " + file + " has the column '" + name + "' twice.");
            }
        }
        return List.copyOf(header);
    }

    private static String reason(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return message.endsWith(".") ? message : message + ".";
    }
}
