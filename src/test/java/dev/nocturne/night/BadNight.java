package dev.nocturne.night;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.JarProcess;
import dev.nocturne.RecordedRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** A night with a bad program, in which the tuner is killed and stopped again and again. */
final class BadNight {
    /** Little memory: what a program floods must not stay in it. */
    private static final Map<String, String> ENVIRONMENT =
            Map.of("JAVA_TOOL_OPTIONS", "-Xmx64m", "NOCTURNE_STOP_GRACE", "300ms");

    private final Path folder;
    private final String study;
    private final int trials;
    private final Random random;

    BadNight(Path folder, int trials, int workers, String timeout, long seed) {
        this.folder = folder;
        this.trials = trials;
        this.study = BadProgram.write(folder, trials, workers, timeout);
        this.random = new Random(seed);
    }

    /** Blows in random order, each within a second or two after trials began; then the run is let to its end. */
    void live(int kills, int stops) throws InterruptedException {
        List<Boolean> blows = new ArrayList<>();
        IntStream.range(0, kills).forEach(i -> blows.add(true));
        IntStream.range(0, stops).forEach(i -> blows.add(false));
        Collections.shuffle(blows, random);
        for (boolean kill : blows) {
            JarProcess process =
                    JarProcess.start(folder, ENVIRONMENT, "run", study).awaitTrials();
            Thread.sleep(random.nextInt(2500));
            assertThat(process.isAlive())
                    .as("ended before all blows: %s", process)
                    .isTrue();
            if (kill) {
                process.kill();
            } else {
                process.terminate();
                assertThat(process.exitCode()).as(process::toString).isEqualTo(3);
            }
        }
        // The objective of the night is not to be in time: a long end is no failure.
        JarProcess last = JarProcess.start(folder, ENVIRONMENT, "run", study);
        while (last.isAlive()) {
            Thread.sleep(50);
        }
        last.exits(0);
    }

    /** Every trial has ended as its program lets expect; nothing is left, neither rows nor processes. */
    void check() {
        try (RecordedRun run = RecordedRun.in(folder, "bad-night")) {
            List<List<Object>> found = run.sql()
                    .query(
                            """
                            select t.trial_id, t.status, t.failure_kind, a.exit_code
                              from v_trial t
                              join v_attempt a on a.run_id = t.run_id and a.trial_id = t.trial_id
                                              and a.attempt = t.attempts
                             where t.study = 'bad-night'
                             order by t.trial_id
                            """,
                            (row, i) ->
                                    Arrays.asList(row.getInt(1), row.getString(2), row.getString(3), row.getObject(4)));
            assertThat(found)
                    .isEqualTo(IntStream.range(0, trials)
                            .mapToObj(id -> BadProgram.Behaviour.of(id).expected(id))
                            .toList());
            assertThat(run.unbalanced()).isEmpty();
            assertThat(run.run()).containsEntry("status", "COMPLETED");
            String token = run.sql().queryForObject("select run_token from tuning_run", String.class);
            assertThat(processesOf(token)).as("processes left behind").isEmpty();
        }
    }

    List<List<Object>> table() {
        try (RecordedRun run = RecordedRun.in(folder, "bad-night")) {
            return run.table();
        }
    }

    private static List<String> processesOf(String token) {
        var left = new ArrayList<String>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
            for (Path entry : entries) {
                if (read(entry.resolve("environ")).contains("NOCTURNE_RUN=" + token)
                        && JarProcess.lives(Long.parseLong(entry.getFileName().toString()))) {
                    left.add(entry.getFileName() + " "
                            + read(entry.resolve("cmdline")).replace('\0', ' '));
                }
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        return left;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException ended) {
            return "";
        }
    }
}
