package dev.nocturne.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command that starts the jar in a document, typed in its order into a shell in a fresh folder, ends well. The first of
 * each document starts the jar that is there; those after it are the same classes, started more quickly.
 */
class CommandsIT {
    @TempDir
    Path scratch;

    @TestFactory
    Stream<DynamicTest> theCommandsOfTheReadme() throws IOException {
        return commands(Path.of("README.md"), List.of());
    }

    @TestFactory
    Stream<DynamicTest> theCommandsOfTheNights() throws IOException {
        return commands(Path.of("docs/nightly.md"), List.of());
    }

    @TestFactory
    Stream<DynamicTest> theCommandsOfTheTables() throws IOException {
        return commands(Path.of("docs/sql.md"), List.of("java -jar nocturne.jar run config/studies/branin.yml"));
    }

    @TestFactory
    Stream<DynamicTest> theCommandsOfTheStrategies() throws IOException {
        return commands(Path.of("docs/strategies.md"), List.of());
    }

    @TestFactory
    Stream<DynamicTest> theCommandsThatLook() throws IOException {
        return commands(Path.of("docs/looking.md"), List.of("java -jar nocturne.jar run config/studies/branin.yml"));
    }

    @TestFactory
    Stream<DynamicTest> theCommandsOfTheReport() throws IOException {
        return commands(Path.of("docs/report.md"), List.of("java -jar nocturne.jar run config/studies/branin.yml"));
    }

    private Stream<DynamicTest> commands(Path document, List<String> before) throws IOException {
        List<String> told = Markdown.commands(document, "java -jar");
        assertThat(told).as("commands of %s", document).isNotEmpty();
        Path folder = Files.createDirectory(scratch.resolve(document.getFileName()));
        Files.createDirectory(folder.resolve("target"));
        Files.copy(TypedCommand.JAR, folder.resolve("nocturne.jar"));
        Files.copy(TypedCommand.JAR, folder.resolve("target/nocturne.jar"));
        copy(Path.of("config"), folder.resolve("config"));
        List<String> all = Stream.concat(before.stream(), told.stream()).toList();
        return all.stream()
                .map(command -> DynamicTest.dynamicTest(command, () -> {
                    var result = command.equals(all.get(0))
                            ? TypedCommand.type(folder, command)
                            : TypedCommand.typeQuickly(folder, command);
                    assertThat(result.exitCode()).as("%s", result.output()).isZero();
                    assertThat(result.output()).isNotBlank();
                    assertThat(folder.resolve("data/nocturne.mv.db")).exists();
                }));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
