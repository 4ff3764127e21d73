package dev.nocturne.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project's own documents, as the tests that keep them true read them. */
final class Markdown {
    private static final Pattern CODE_LINE = Pattern.compile("(?: {4}|\\t)(\\S.*)");

    private Markdown() {}

    static List<Path> documents() {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of(Path.of("README.md"), Path.of("CHANGELOG.md")),
                            docs.filter(file -> file.toString().endsWith(".md")).sorted())
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String read(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The fenced blocks of a language, in order. */
    static List<String> blocks(Path document, String language) {
        return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
                .matcher(read(document))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** What a reader is told to type: lines of indented code that begin so, in order. */
    static List<String> commands(Path document, String beginning) {
        return read(document)
                .lines()
                .map(CODE_LINE::matcher)
                .filter(line -> line.matches() && line.group(1).startsWith(beginning))
                .map(line -> line.group(1))
                .toList();
    }

    /** The cells of all rows of tables below a heading, up to the next heading; the head of each table is left out. */
    static List<List<String>> rowsBelow(Path document, String heading) {
        var rows = new ArrayList<List<String>>();
        boolean below = false;
        boolean head = true;
        for (String line : read(document).lines().toList()) {
            if (line.startsWith("#")) {
                below = line.replaceFirst("^#+ ", "").equals(heading);
            } else if (below && line.startsWith("|--")) {
                head = false;
            } else if (!line.startsWith("|")) {
                head = true;
            } else if (below && !head) {
                rows.add(Stream.of(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList());
            }
        }
        return rows;
    }

    /** The headings of that level. */
    static List<String> headings(Path document, int level) {
        String prefix = "#".repeat(level) + " ";
        return read(document)
                .lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .toList();
    }

    /** The word between the first pair of backticks. */
    static String code(String cell) {
        return cell.substring(cell.indexOf('`') + 1, cell.indexOf('`', cell.indexOf('`') + 1));
    }
}
