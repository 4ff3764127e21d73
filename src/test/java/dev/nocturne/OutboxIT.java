package dev.nocturne;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.sink.Deliveries;
import dev.nocturne.sink.Receiver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** The jar with sinks: killed while it delivers, with a receiver that never answers, with settings that are wrong. */
@Timeout(240)
class OutboxIT {
    private static final String SECRET = "Sekret-7f3a";
    private static final int TRIALS = 120;

    @TempDir
    private Path folder;

    private String study;
    private final Receiver receiver = new Receiver();

    @BeforeEach
    void aStudy() {
        study = new CrashStudy("told", "random_search", TRIALS, 2, 1, "5ms").write(folder);
    }

    private String[] with(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--nocturne.sinks.hook.type=webhook");
        all.add("--nocturne.sinks.hook.url=" + receiver.url("/hidden-path"));
        all.add("--nocturne.sinks.hook.secret=${HOOK_SECRET}");
        all.add("--nocturne.sinks.drain=1s");
        return all.toArray(String[]::new);
    }

    private JarProcess start(String... arguments) {
        return JarProcess.start(folder, Map.of("HOOK_SECRET", SECRET), with(arguments));
    }

    private int number(String sql) {
        try (RecordedRun run = RecordedRun.in(folder, "told")) {
            Integer number = run.sql().queryForObject(sql, Integer.class);
            return number == null ? 0 : number;
        }
    }

    private void checkAll() {
        var got = Deliveries.gapless(receiver.got());
        try (RecordedRun run = RecordedRun.in(folder, "told")) {
            JdbcTemplate sql = run.sql();
            assertThat(got.values().stream()
                            .map(posted -> posted.json().path("id").asString()))
                    .containsExactlyInAnyOrderElementsOf(
                            sql.queryForList("select event_id from tuning_event", String.class));
            assertThat(sql.queryForObject("select sum(pending) from v_sink", Integer.class))
                    .isZero();
        }
    }

    @Test
    void killedWhileItDeliversNothingIsLostAndNothingIsOutOfOrder() throws Exception {
        try (receiver) {
            for (int kill = 1; kill <= 2; kill++) {
                int before = receiver.got().size();
                try (JarProcess run = start("run", study)) {
                    Receiver.await(
                            "events", () -> !run.isAlive() || receiver.got().size() > before + 25);
                    assertThat(run.isAlive()).as("%s", run).isTrue();
                    run.kill();
                }
            }
            start("run", study).exits(0);
            start("deliver", "--wait", "60s").exits(0);
            assertThat(number("select count(*) from tuning_event")).isGreaterThan(2 * TRIALS);
            checkAll();
        }
    }

    @Test
    void aReceiverThatNeverAnswersDelaysNothingButItself() {
        try (receiver) {
            receiver.fallsSilent();
            JarProcess run = start("run", study).exits(0);
            assertThat(run.out())
                    .contains(TRIALS + " trials ended")
                    .containsPattern(
                            "The sink hook has not had \\d+ events yet: http://127.0.0.1:\\d+ had not answered");
            assertThat(receiver.refused()).isNotEmpty();
            assertThat(receiver.got()).isEmpty();
            assertThat(number("select count(*) from trial where status = 'COMPLETED'"))
                    .isEqualTo(TRIALS);
            JarProcess status = JarProcess.run(folder, "status").exits(0);
            assertThat(status.err()).contains("The sink hook has not had ").contains("Next attempt: ");
        }
    }

    @Test
    void whatWasLeftGoesWithDeliver() {
        try (receiver) {
            receiver.dies();
            start("run", study).exits(0);
            JarProcess vain = start("deliver", "--wait", "100ms");
            assertThat(vain.exitCode()).as("%s", vain).isEqualTo(1);
            assertThat(vain.out())
                    .containsPattern(
                            "hook \\(webhook\\): 0 sent, \\d+ pending: http://127.0.0.1:\\d+ (cannot|had not answered)");
            receiver.returns();
            JarProcess delivered = start("deliver").exits(0);
            assertThat(delivered.out()).containsPattern("hook \\(webhook\\): \\d\\d+ sent, 0 pending\n");
            checkAll();
            JarProcess again = start("deliver").exits(0);
            assertThat(again.out()).isEqualTo("hook (webhook): 0 sent, 0 pending\n");
            JarProcess.run(folder, "deliver", "--forget", "hook").exits(0);
            assertThat(number("select count(*) from v_sink")).isZero();
            assertThat(JarProcess.run(folder, "deliver").exits(2).err()).contains("nocturne.sinks");
        }
    }

    @Test
    void aFileAndTheMetricsSayWhatTheTablesSay() throws IOException {
        try (receiver) {
            JarProcess.run(
                            folder,
                            "run",
                            study,
                            "--nocturne.sinks.journal.type=file",
                            "--nocturne.sinks.journal.path=out/events.jsonl",
                            "--nocturne.sinks.node.type=prometheus",
                            "--nocturne.sinks.node.path=nocturne.prom")
                    .exits(0);
            assertThat(Files.readAllLines(folder.resolve("out/events.jsonl")))
                    .hasSize(number("select count(*) from tuning_event"));
            assertThat(Files.readAllLines(folder.resolve("nocturne.prom")))
                    .contains("nocturne_trials{study=\"told\",state=\"COMPLETED\"} " + TRIALS)
                    .contains("nocturne_run_status{study=\"told\",status=\"COMPLETED\"} 1")
                    .contains("nocturne_sink_pending_events{sink=\"journal\",type=\"file\"} 0");
            assertThat(receiver.got()).isEmpty();
        }
    }

    @Test
    void secretsAreNowhere() throws IOException {
        try (receiver) {
            receiver.answers(posted -> 401);
            for (JarProcess process : List.of(
                    start("run", study, "--debug"),
                    start("status", "--debug"),
                    start("deliver", "--wait", "1s", "--debug"))) {
                process.exitCode();
                assertThat(process.out() + process.err())
                        .as("%s", process.pid())
                        .doesNotContain(SECRET)
                        .doesNotContain("hidden-path");
            }
            assertThat(receiver.refused())
                    .isNotEmpty()
                    .allSatisfy(posted -> assertThat(posted.headers()).containsKey("nocturne-signature"));
            assertThat(Files.readString(folder.resolve("data/nocturne.mv.db"), StandardCharsets.ISO_8859_1))
                    .contains("TRIAL_COMPLETED")
                    .doesNotContain(SECRET)
                    .doesNotContain("hidden-path");
        }
    }

    @Test
    void settingsThatAreWrongAreSaidBeforeTheNight() {
        try (receiver) {
            JarProcess run = JarProcess.run(
                            folder,
                            "run",
                            study,
                            "--nocturne.sinks.a.type=webhok",
                            "--nocturne.sinks.b.type=webhook",
                            "--nocturne.sinks.b.url=https://me:" + SECRET + "@host/",
                            "--nocturne.sinks.b.secret=${NO_SUCH_VARIABLE}",
                            "--nocturne.sinks.b.events[0]=TRIAL_COMPLETE",
                            "--nocturne.sinks.b.retries=3",
                            "--nocturne.sinks.drian=1s")
                    .exits(2);
            assertThat(run.err())
                    .contains("nocturne.sinks.a.type is webhok", "did you mean webhook?")
                    .contains("nocturne.sinks.b.url holds a user or a password")
                    .contains("nocturne.sinks.b.secret names ${NO_SUCH_VARIABLE}, which is not set")
                    .contains("nocturne.sinks.b.events names TRIAL_COMPLETE", "did you mean TRIAL_COMPLETED?")
                    .contains("nocturne.sinks.b.retries is not a setting")
                    .contains("nocturne.sinks.drian is not a setting", "did you mean drain?")
                    .doesNotContain(SECRET);
            assertThat(run.err().lines()).hasSize(6);
            assertThat(run.out()).isEmpty();
        }
    }
}
