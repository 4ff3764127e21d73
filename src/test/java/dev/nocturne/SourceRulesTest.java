package dev.nocturne;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a compiler does not mind. */
class SourceRulesTest {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final int LONGEST_FILE = 250;

    @Test
    void filesAreShort() throws IOException {
        for (Path file : sources()) {
            assertThat(Files.readAllLines(file)).as("%s", file).hasSizeLessThanOrEqualTo(LONGEST_FILE);
        }
    }

    @Test
    void nothingIsLeftToBeDone() throws IOException {
        assertThat(linesThat(line -> line.contains("TODO") || line.contains("FIXME")))
                .isEmpty();
    }

    @Test
    void indentationIsBlanks() throws IOException {
        assertThat(linesThat(line -> line.contains("\t"))).isEmpty();
    }

    private static List<String> linesThat(Predicate<String> offend) throws IOException {
        Stream<String> found = Stream.empty();
        for (Path file : sources()) {
            List<String> lines = Files.readAllLines(file);
            found = Stream.concat(
                    found,
                    IntStream.range(0, lines.size())
                            .filter(i -> offend.test(lines.get(i)))
                            .mapToObj(i -> file + ":" + (i + 1) + ": " + lines.get(i)));
        }
        return found.toList();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).as("sources under %s", SOURCES.toAbsolutePath()).isNotEmpty();
            return sources;
        }
    }
}
