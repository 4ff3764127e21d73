package dev.nocturne.archive;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a study as a zip: row by row, so that it takes the same memory for a million trials as for ten. The same rows
 * give the same bytes: no time of writing is in it, and everything is in a fixed order.
 */
final class ArchiveWriter {
    /** The earliest that a zip can say. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final ZipOutputStream zip;
    private final StudyRows rows;
    private final StudyOutline outline;
    private final List<Manifest.Entry> entries = new ArrayList<>();

    private ArchiveWriter(OutputStream out, StudyRows rows) {
        this.zip = new ZipOutputStream(new BufferedOutputStream(out, 1 << 16), StandardCharsets.UTF_8);
        this.rows = rows;
        this.outline = new StudyOutline(rows);
    }

    /** Writes all rows; the stream stays open. */
    static Manifest write(OutputStream out, StudyRows rows, String program) throws IOException {
        return new ArchiveWriter(out, rows).write(program);
    }

    private Manifest write(String program) throws IOException {
        for (MovedTable table : MovedTables.ALL) {
            write(table);
        }
        for (Map.Entry<String, String> entry : outline.entries().entrySet()) {
            text(entry.getKey(), entry.getValue());
        }
        Manifest manifest = Manifest.of(program, rows.study(), entries);
        begin(Manifest.NAME);
        zip.write(manifest.toJson().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        zip.finish();
        zip.flush();
        return manifest;
    }

    private void begin(String name) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
    }

    private void text(String name, String text) throws IOException {
        begin(name);
        var hashed = new HashedOutput(zip);
        hashed.write(text.getBytes(StandardCharsets.UTF_8));
        end(name, 0, hashed);
    }

    private void write(MovedTable table) throws IOException {
        begin(table.entry());
        var hashed = new HashedOutput(zip);
        var encoder = StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        long[] written = new long[1];
        try {
            // Not closed: the zip goes on.
            var csv = CsvWriter.builder()
                    .lineDelimiter(LineDelimiter.LF)
                    .quoteStrategy(QuoteStrategies.EMPTY)
                    .build(new BufferedWriter(new OutputStreamWriter(hashed, encoder), 1 << 15));
            csv.writeRecord(ArchiveCsv.header(table));
            rows.read(table, (runKey, cells) -> {
                requireWritable(table, runKey, cells);
                outline.add(table, runKey, cells);
                var record = new ArrayList<@Nullable String>(cells.size() + 1);
                record.add(runKey);
                record.addAll(cells);
                csv.writeRecord(record);
                written[0]++;
            });
            csv.flush();
        } catch (CharacterCodingException broken) {
            throw unwritable(table, broken);
        } catch (UncheckedIOException failure) {
            if (failure.getCause() instanceof CharacterCodingException broken) {
                throw unwritable(table, broken);
            }
            throw failure.getCause();
        }
        end(table.entry(), written[0], hashed);
    }

    private static void requireWritable(MovedTable table, String runKey, List<@Nullable String> cells) {
        for (String cell : cells) {
            if (cell != null && cell.indexOf('\0') >= 0) {
                throw new ArchiveException(
                        "The table " + table.name() + " has, in run " + runKey
                                + ", a text with the character 0, which other databases do not take. Take it out with SQL first.");
            }
        }
    }

    private static ArchiveException unwritable(MovedTable table, CharacterCodingException broken) {
        return new ArchiveException(
                "The table " + table.name()
                        + " has a text that is no Unicode, with half a character. Mend it with SQL first.",
                broken);
    }

    private void end(String name, long written, HashedOutput hashed) throws IOException {
        hashed.flush();
        zip.closeEntry();
        entries.add(new Manifest.Entry(name, written, hashed.bytes(), hashed.hash()));
    }
}
