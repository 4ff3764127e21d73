package dev.nocturne.archive;

import dev.nocturne.study.Sha256;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an archive says of itself.
 *
 * @param format of the archive; a program reads those up to its own
 * @param program version of the Nocturne that wrote it
 * @param study its name
 * @param content hash of all entries; the same for the same study, whatever the database and the version that wrote it
 * @param entries all but the manifest, in their order
 */
public record Manifest(int format, String program, String study, String content, List<Entry> entries) {
    static final String NAME = "manifest.json";
    static final int FORMAT = 1;

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * An entry of the zip.
     *
     * @param rows records of a table, the header not counted; 0 of what is no table
     */
    public record Entry(String name, long rows, long bytes, String sha256) {}

    public Manifest {
        entries = List.copyOf(entries);
    }

    static Manifest of(String program, String study, List<Entry> entries) {
        return new Manifest(FORMAT, program, study, contentOf(entries), entries);
    }

    private static String contentOf(List<Entry> entries) {
        var lines = new StringBuilder();
        entries.forEach(entry ->
                lines.append(entry.sha256()).append(' ').append(entry.name()).append('\n'));
        return Sha256.of(lines.toString());
    }

    boolean isConsistent() {
        return content.equals(contentOf(entries));
    }

    /** How many rows of a table there are. */
    public long rows(MovedTable table) {
        return entries.stream()
                .filter(entry -> entry.name().equals(table.entry()))
                .mapToLong(Entry::rows)
                .sum();
    }

    String toJson() {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("format", format).put("program", program).put("study", study).put("content_sha256", content);
        var list = json.putArray("entries");
        for (Entry entry : entries) {
            list.addObject()
                    .put("name", entry.name())
                    .put("rows", entry.rows())
                    .put("bytes", entry.bytes())
                    .put("sha256", entry.sha256());
        }
        return MAPPER.writeValueAsString(json).replace("\r\n", "\n") + "\n";
    }

    /**
     * Reads one.
     *
     * @throws ArchiveException if it is none, or of a newer format
     */
    static Manifest ofJson(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            int format = json.required("format").intValue();
            String program = json.required("program").stringValue();
            if (format > FORMAT) {
                throw new ArchiveException("This archive is of format " + format + ", written by Nocturne " + program
                        + "; this Nocturne reads format " + FORMAT + ". Import it with the newer jar.");
            }
            var entries = new ArrayList<Entry>();
            for (JsonNode entry : json.required("entries")) {
                entries.add(new Entry(
                        entry.required("name").stringValue(),
                        entry.required("rows").longValue(),
                        entry.required("bytes").longValue(),
                        entry.required("sha256").stringValue()));
            }
            return new Manifest(
                    format,
                    program,
                    json.required("study").stringValue(),
                    json.required("content_sha256").stringValue(),
                    entries);
        } catch (JacksonException wrong) {
            throw new ArchiveException(
                    "This is no archive of a study: its " + NAME + " cannot be read. Export the study again.", wrong);
        }
    }
}
