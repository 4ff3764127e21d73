package dev.nocturne;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code bin/nocturne} does with its cache, told by a JDK that starts nothing. */
class LauncherTest {
    private static final String CACHED = "-XX:SharedArchiveFile=";
    private static final long SELF = ProcessHandle.current().pid();

    @TempDir
    private Path folder;

    private ToldJdk jdk;
    private Path cache;

    /** A process that lives and was started as the script starts Java. */
    private Process user;

    @BeforeEach
    void jdk() throws IOException {
        jdk = new ToldJdk(folder);
        cache = folder.resolve("cache");
        user = new ProcessBuilder("sh", "-c", "read nothing; :", "-Dnocturne.launcher=nocturne").start();
    }

    @AfterEach
    void nobodyUsesIt() {
        user.destroyForcibly();
    }

    private List<String> start(String... arguments) {
        return start(Map.of(), arguments);
    }

    private List<String> start(Map<String, String> environment, String... arguments) {
        return jdk.start(environment, List.of(ToldJdk.LAUNCHER), arguments);
    }

    /** The folder of the jar and the JDK. */
    private Path made() throws IOException {
        start("status");
        jdk.awaitQuiet();
        try (var caches = Files.list(cache)) {
            return caches.filter(found -> Files.exists(found.resolve("ready")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static boolean isCached(List<String> line) {
        return line.stream().anyMatch(option -> option.startsWith(CACHED));
    }

    @Test
    void theFirstStartIsPlainAndTheNextIsNot() throws IOException {
        assertThat(start("best", "a b", "")).endsWith("-jar", jdk.jar().toString(), "best", "a b", "");
        jdk.awaitQuiet();
        Path made = made();
        assertThat(start("best", "a b", ""))
                .endsWith("-jar", made.resolve("app/nocturne.jar").toString(), "best", "a b", "");
        assertThat(isCached(start("run", "study.yml"))).isTrue();
        assertThat(jdk.trainings()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "worker", "deliver", "status"})
    void aCacheThatCannotBeWrittenIsUsed(String command) throws IOException {
        Path made = made();
        // "exec" keeps the number of the process, after which the launcher names its file.
        String inTheWay = "mkdir \"$0/process-$$\" && exec \"$@\"";
        var line = List.of("/bin/sh", "-c", inTheWay, made.toString(), ToldJdk.LAUNCHER);
        assertThat(isCached(jdk.start(Map.of(), line, command))).isTrue();
    }

    @Test
    void everyCommandSaysThatItUsesTheCache() throws IOException {
        Path made = made();
        for (int i = 0; i < 30; i++) {
            Files.createFile(made.resolve("process-9999999" + i));
        }
        Path lives = Files.createFile(made.resolve("process-" + SELF));
        assertThat(isCached(start("status"))).isTrue();
        assertThat(processes(made))
                .hasSizeLessThan(18)
                .contains(lives.getFileName().toString());
        assertThat(processes(made).stream().filter(name -> !name.contains("-9999999")))
                .hasSize(2);
    }

    private static List<String> processes(Path made) {
        return Arrays.stream(made.toFile().list())
                .filter(name -> name.startsWith("process-"))
                .toList();
    }

    @Test
    void nothingIsRemovedUnderALivingProcess() throws IOException {
        Path made = made();
        Path lives = Files.createFile(made.resolve("process-" + user.pid()));
        age(lives);
        Files.writeString(made.resolve("start.jsa"), "changed");
        assertThat(isCached(start("status"))).isFalse();
        jdk.awaitQuiet();
        assertThat(made.resolve("app/nocturne.jar")).exists();
        assertThat(jdk.trainings()).isEqualTo(1);

        Files.delete(lives);
        assertThat(isCached(start("status"))).isFalse();
        jdk.awaitQuiet();
        assertThat(isCached(start("status"))).isTrue();
        assertThat(jdk.trainings()).isEqualTo(2);
    }

    @Test
    void norUnderOneThatBeganWhileTheCommandStillRan() throws IOException {
        Path made = made();
        Files.writeString(made.resolve("start.jsa"), "changed");
        jdk.block();
        try (var command = jdk.begin(Map.of(), List.of(ToldJdk.LAUNCHER), "status")) {
            JarProcess.await("the background waits", () -> Files.exists(made.resolve("making")));
            Files.createFile(made.resolve("process-" + SELF));
            jdk.unblock();
            assertThat(isCached(command.line())).isFalse();
        }
        jdk.awaitQuiet();
        assertThat(made.resolve("app/nocturne.jar")).exists();
        assertThat(jdk.trainings()).isEqualTo(1);
    }

    @Test
    void onlyItsOwnFoldersAreRemovedWhenNobodyHasUsedThemForLong() throws IOException {
        Path foreign = old("photos");
        Path alike = old("start-photos-1-2-3");
        Path unused = old("start-17.0.1-1-2-3-4-5-6-7-8");
        Path used = old("start-17.0.2-1-2-3-4-5-6-7-8");
        Files.createFile(used.resolve("process-99999999"));
        age(used);
        Path living = old("start-21-ea-1-2-3-4-5-6-7-8");
        age(Files.createFile(living.resolve("process-" + user.pid())));
        age(living);
        Path another = old("start-21-ea-1-2-3-4-5-6-7-9");
        age(Files.createFile(another.resolve("process-" + SELF)));
        age(another);
        made();
        assertThat(unused).doesNotExist();
        assertThat(another).as("its number is that of another program").doesNotExist();
        assertThat(List.of(foreign, alike, used, living))
                .allSatisfy(kept -> assertThat(kept.resolve("app")).exists());
    }

    private Path old(String name) throws IOException {
        Path old = cache.resolve(name);
        Files.createDirectories(old.resolve("app"));
        age(old);
        return old;
    }

    private static void age(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(30))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"})
    void theCollectorOfTheSurroundingsIsTheOnlyOne(String variable) {
        assertThat(start(Map.of("NOCTURNE_CACHE", "off"), "status")).contains("-XX:+UseSerialGC");
        assertThat(start(Map.of("NOCTURNE_CACHE", "off", variable, "-XX:+UseParallelGC"), "status"))
                .contains("-XX:TieredStopAtLevel=1")
                .doesNotContain("-XX:+UseSerialGC");
    }

    @Test
    void theBackgroundHoldsNothingThatOthersWaitFor() throws IOException {
        Path held = folder.resolve("held.lock");
        String opens = "exec 3>\"$0\" 4>&3 5>&3 6>&3 7>&3 8>&3 9>&3 && exec \"$@\"";
        jdk.start(Map.of(), List.of("/bin/sh", "-c", opens, held.toString(), ToldJdk.LAUNCHER), "status");
        jdk.awaitQuiet();
        assertThat(jdk.heldWhileTraining()).contains("/dev/null").doesNotContain(held.toString());
    }

    @Test
    void pathsMayBeRelative() throws IOException {
        var relative = Map.of("NOCTURNE_CACHE", "a cache", "JAVA_HOME", "jdk", "NOCTURNE_JAR", "nocturne.jar");
        assertThat(isCached(start(relative, "status"))).isFalse();
        jdk.awaitQuiet();
        assertThat(start(relative, "status")).anyMatch(option -> option.startsWith(CACHED + folder.resolve("a cache")));
        assertThat(jdk.trainings()).isEqualTo(1);
    }
}
