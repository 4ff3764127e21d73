package dev.nocturne;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How tests start the jar: extracted, with an archive of its classes that the first test of a build makes for all, as
 * {@code bin/nocturne} does for people. Where that fails, the jar as it is.
 */
public final class TestJar {
    private static final String JAVA = ProcessHandle.current().info().command().orElse("java");
    private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    private static @Nullable List<String> command;

    private TestJar() {}

    /** The beginning of every command line. */
    public static synchronized List<String> command() {
        if (command == null) {
            command = find();
        }
        return command;
    }

    private static List<String> find() {
        Path jar = Path.of(System.getProperty("nocturne.jar", "target/nocturne.jar"))
                .toAbsolutePath();
        var line = new ArrayList<>(List.of(JAVA));
        line.addAll(QUICK);
        try {
            Path folder = folderOf(jar);
            Path archive = folder.resolve("classes.jsa");
            Path extracted = folder.resolve("app").resolve(jar.getFileName());
            makeOnce(jar, folder, extracted, archive);
            line.addAll(List.of("-Xlog:cds*=off", "-XX:SharedArchiveFile=" + archive, "-jar", extracted.toString()));
        } catch (IOException notHere) {
            line.addAll(List.of("-jar", jar.toString()));
        }
        return List.copyOf(line);
    }

    private static Path folderOf(Path jar) throws IOException {
        var now = Files.readAttributes(jar, BasicFileAttributes.class);
        int build = Objects.hash(now.size(), now.fileKey(), Files.getAttribute(jar, "unix:ctime"), JAVA);
        return jar.resolveSibling("test-start").resolve(Integer.toHexString(build));
    }

    /** Other forks of the build wait meanwhile. */
    private static void makeOnce(Path jar, Path folder, Path extracted, Path archive) throws IOException {
        Files.createDirectories(folder);
        try (var lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            if (Files.exists(folder.resolve("failed"))) {
                throw new IOException("It cannot be made here.");
            }
            if (!Files.exists(archive)) {
                Files.createFile(folder.resolve("failed"));
                end(
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        extracted.getParent().toString());
                Path work = Files.createTempDirectory(folder, "work");
                Path made = folder.resolve("made.jsa");
                end(
                        "-XX:ArchiveClassesAtExit=" + made,
                        "-cp",
                        extracted.toString(),
                        "dev.nocturne.cli.StartTraining",
                        work.toString());
                Files.move(made, archive);
                Files.delete(folder.resolve("failed"));
            }
        }
    }

    private static void end(String... arguments) throws IOException {
        var line = new ArrayList<>(List.of(JAVA));
        line.addAll(QUICK);
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("No archive is made here: " + line);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }
}
