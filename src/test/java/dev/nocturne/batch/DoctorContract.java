package dev.nocturne.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.config.StudyPlan;
import dev.nocturne.engine.RunSettings;
import dev.nocturne.store.JdbcRuns;
import dev.nocturne.store.JdbcStore;
import dev.nocturne.store.RunLock;
import dev.nocturne.store.RunLocks;
import dev.nocturne.store.RunRecord;
import dev.nocturne.store.WorkerHost;
import dev.nocturne.study.InvalidStudyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the doctor says of runs in every state that a night may leave them in. */
@Timeout(120)
abstract class DoctorContract {
    static final WorkerHost HERE = WorkerHost.current();

    private static final AtomicInteger STUDIES = new AtomicInteger();
    private static final String KEY = "night";

    @TempDir
    Path folder;

    private String study;
    private Path file;
    private JdbcTemplate sql;

    abstract NocturneContext context();

    /** Of the context's database, for processes that are not the context's. */
    abstract DriverManagerDataSource database();

    abstract RunLocks locks();

    @BeforeEach
    void name() {
        study = "patient-" + STUDIES.incrementAndGet();
        sql = new JdbcTemplate(database());
    }

    private StudyPlan write(String more) {
        file = folder.resolve("study.yml");
        try {
            Files.writeString(file, """
                    study: %s
                    max-trials: 10
                    search-space: {x: {type: continuous, min: 0, max: 1}}
                    objective: {type: command, command: [sh, -c, "echo 1", "{x}"], timeout: 10m}
                    %s
                    """.formatted(study, more));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        return StudyFiles.reader().read(file);
    }

    /** A run that a process of that number on this machine has started. */
    private RunRecord started(long pid) {
        return started(pid, "");
    }

    private RunRecord started(long pid, String more) {
        StudyPlan plan = write(more);
        JdbcStore store = store(pid);
        var settings = new RunSettings(1, 1, 10, 10);
        var configuration = new JdbcRuns.Configuration(plan.source(), file.toString(), plan.sha256());
        return new TransactionTemplate(new JdbcTransactionManager(database())).execute(transaction -> {
            store.opening()
                    .open(
                            store.runs()
                                    .create(
                                            plan.study(),
                                            KEY,
                                            settings,
                                            configuration,
                                            new JdbcRuns.Beginning("0".repeat(64), "", null, null),
                                            1),
                            Optional.empty());
            RunRecord run = store.runs().find(study, KEY).orElseThrow();
            store.workers().join(run.runId(), "worker-1");
            return run;
        });
    }

    private JdbcStore store(long pid) {
        var database = database();
        return new JdbcStore(
                database, new JdbcTransactionManager(database), new WorkerHost(HERE.host(), pid), Clock.systemUTC());
    }

    private void trial(RunRecord run, int id, String status, Instant startedAt, String objective) {
        sql.update(
                "insert into trial (run_id, trial_id, status, objective, parameters, budget, attempts, worker,"
                        + " started_at, ended_at, duration_us, failure_kind, history_seen)"
                        + " values (?, ?, ?, cast(? as double precision), '{}', 1, 1, 'worker-1', ?, ?, ?, ?, 0)",
                run.runId(),
                id,
                status,
                objective,
                Timestamp.from(startedAt),
                status.equals("RUNNING") || status.equals("INTERRUPTED") ? null : Timestamp.from(startedAt),
                status.equals("COMPLETED") ? 1_000_000 : null,
                status.equals("FAILED") ? "EXIT_CODE" : null);
        sql.update(
                "update worker_total set completed = completed + ?, failed = failed + ?, longest_us = greatest(longest_us, ?)"
                        + " where run_id = ?",
                status.equals("COMPLETED") ? 1 : 0,
                status.equals("FAILED") ? 1 : 0,
                status.equals("COMPLETED") ? 1_000_000 : 0,
                run.runId());
        sql.update(
                "update tuning_run set next_trial_id = ?, interrupted_trials = interrupted_trials + "
                        + (status.equals("INTERRUPTED") ? 1 : 0)
                        + ", failed_trials = (select count(*) from trial where run_id = ?"
                        + " and status = 'FAILED') where run_id = ?",
                id + 1,
                run.runId(),
                run.runId());
    }

    private Diagnosis diagnosis() {
        return context().doctor().examine(study, Optional.of(KEY));
    }

    /** The name of a study whose run this process has started. */
    final String startedHere() {
        return startedBy(HERE.pid());
    }

    final String startedBy(long pid) {
        return started(pid).study();
    }

    /** The number of a process that has ended. */
    static long deadPid() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        return process.pid();
    }

    @Test
    void aStudyThatNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> context().doctor().examine(study, Optional.empty()))
                .isInstanceOf(InvalidStudyException.class);
    }

    @Test
    void aKilledRunGoesOnAtTheNextStart() throws Exception {
        long pid = deadPid();
        RunRecord run = started(pid);
        trial(run, 0, "COMPLETED", Instant.now(), "0.5");
        trial(run, 1, "RUNNING", Instant.now(), null);
        trial(run, 2, "INTERRUPTED", Instant.now(), null);

        Diagnosis diagnosis = diagnosis();

        assertThat(diagnosis.verdict())
                .isEqualTo("Killed: its process " + pid + " on " + HERE.host()
                        + " is gone; start the same command again.");
        assertThat(diagnosis.next())
                .endsWith("study.yml --run night\" goes on with run night: 2 trials are attempted again,"
                        + " then 7 new trials follow.");
        assertThat(diagnosis.facts().waiting()).containsExactly(2);
        assertThat(diagnosis.inFlight()).hasSize(1);
        assertThat(diagnosis.inFlight().get(0).worker()).isEqualTo(Diagnosis.Life.GONE);
    }

    @Test
    void aRunThatIsExecutedIsHealthyAndNobodyElseMayStartIt() {
        RunRecord run = started(HERE.pid());
        trial(run, 0, "RUNNING", Instant.now(), null);
        try (RunLock held = locks().tryLock(study, KEY).orElseThrow()) {
            assertThat(held).isNotNull();
            Diagnosis diagnosis = diagnosis();

            assertThat(diagnosis.verdict())
                    .isEqualTo("Healthy: process " + HERE.pid() + " on " + HERE.host()
                            + " executes the run, 0 of 10 trials have ended.");
            assertThat(diagnosis.next()).contains("ends with exit 4: another live process executes run night");
            assertThat(diagnosis.owner().orElseThrow().life()).isEqualTo(Diagnosis.Life.LIVES);
        }
        assertThat(diagnosis().verdict()).startsWith("Unclear: process " + HERE.pid());
    }

    @Test
    void lookingTakesNoLock() {
        started(HERE.pid());
        diagnosis();

        Optional<RunLock> free = locks().tryLock(study, KEY);

        assertThat(free).isPresent();
        free.get().close();
    }

    @Test
    void aTrialThatRunsPastItsTimeoutIsStuck() {
        RunRecord run = started(HERE.pid());
        trial(run, 0, "RUNNING", Instant.now().minus(Duration.ofHours(5)), null);
        try (RunLock held = locks().tryLock(study, KEY).orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(diagnosis().verdict())
                    .startsWith("Stuck: trial 0 has been running for 5 h")
                    .endsWith("longer than its timeout of 10 min.");
        }
    }

    @Test
    void aTrialThatRunsMuchLongerThanOthersIsSuspicious() {
        RunRecord run = started(HERE.pid());
        trial(run, 0, "COMPLETED", Instant.now(), "0.5");
        trial(run, 1, "RUNNING", Instant.now().minus(Duration.ofMinutes(5)), null);

        assertThat(diagnosis().inFlight().get(0).suspicion())
                .hasValue("more than 3 times as long as the longest completed trial, 1 s");
    }

    @Test
    void failuresAreToldByKindWithTheLatest() throws Exception {
        RunRecord run = started(deadPid(), "max-failures: 1");
        for (int id = 0; id < 2; id++) {
            trial(run, id, "FAILED", Instant.now(), null);
            sql.update(
                    "insert into trial_attempt (run_id, trial_id, attempt, worker, host, pid, started_at, ended_at,"
                            + " outcome, failure_kind, failure_message, exit_code, error_output)"
                            + " values (?, ?, 1, 'worker-1', 'h', 1, ?, ?, 'FAILED', 'EXIT_CODE', ?, 7, ?)",
                    run.runId(),
                    id,
                    Timestamp.from(run.startedAt()),
                    Timestamp.from(run.startedAt().plusSeconds(id)),
                    "message " + id,
                    "line\nof " + id);
            sql.update("insert into failed_attempt (run_id, trial_id, attempt) values (?, ?, 1)", run.runId(), id);
        }
        store(1).runs().finish(run, "FAILED", "more than 1 trials failed");

        Diagnosis diagnosis = diagnosis();

        assertThat(diagnosis.verdict()).isEqualTo("Failed: more than 1 trials failed");
        assertThat(diagnosis.facts().failures()).singleElement().satisfies(failure -> {
            assertThat(failure.count()).isEqualTo(2);
            assertThat(failure.trialId()).isEqualTo(1);
            assertThat(failure.message()).isEqualTo("message 1");
            assertThat(failure.exitCode()).hasValue(7);
            assertThat(failure.errorOutput()).isEqualTo("line\nof 1");
        });
        assertThat(diagnosis.next()).contains("it fails again at once, as 2 trials failed");
    }

    @Test
    void aStoppedRunSaysWhy() throws Exception {
        RunRecord run = started(deadPid());
        store(1).runs().finish(run, "STOPPED", "SIGTERM");

        assertThat(diagnosis().verdict()).isEqualTo("Stopped: SIGTERM");
        assertThat(diagnosis().next()).endsWith("goes on with run night: 10 new trials follow.");
    }

    @Test
    void aCompleteRunIsCompleteAndWithoutItsNameAnotherOneBegins() throws Exception {
        RunRecord run = started(deadPid());
        store(1).runs().finish(run, "COMPLETED", "all trials have ended");

        assertThat(diagnosis().verdict()).startsWith("Complete: 0 of 10 trials have ended.");
        assertThat(diagnosis().next()).endsWith("says that run night is complete, and does nothing.");
        assertThat(context().doctor().examine(study, Optional.empty()).next())
                .contains("starts a new run, 2", "of 10 trials.");
    }

    @Test
    void aRunThatWasLeftBehindIsNotStartedAgain() throws Exception {
        RunRecord run = started(deadPid());
        store(1).runs().abandon(run);

        assertThat(diagnosis().next()).endsWith("is refused with exit 2: run night was left behind by --new.");
    }

    @Test
    void aStudyFileThatWasChangedIsRefused() throws Exception {
        started(deadPid());
        write("direction: maximize");

        assertThat(diagnosis().next())
                .contains("is refused with exit 2, as the study file was changed")
                .contains("direction: was minimize, is maximize");
        Files.writeString(file, "max-trial: 3\n");
        assertThat(diagnosis().next()).contains("is refused with exit 2, as the file is not valid any more");
        Files.delete(file);
        assertThat(diagnosis().next()).contains("needs that file, which is not on this machine");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void programsAreSeenWithTheirTrialsAndStraysWithout() throws Exception {
        RunRecord run = started(deadPid());
        trial(run, 3, "RUNNING", Instant.now(), null);
        Process program = marked(run, 3);
        Process stray = marked(run, 2);
        try {
            // The kernel shows a child's own environment only after it has become the program.
            while (diagnosis().strays().isEmpty()
                    || diagnosis().inFlight().get(0).programs().isEmpty()) {
                Thread.sleep(10);
            }
            assertThat(diagnosis().inFlight().get(0).programs()).containsExactly(program.pid());
            assertThat(diagnosis().strays()).containsExactly(stray.pid());
        } finally {
            program.destroyForcibly();
            stray.destroyForcibly();
        }
    }

    private static Process marked(RunRecord run, int trial) throws IOException {
        var builder = new ProcessBuilder("sleep", "1000");
        builder.environment().put("NOCTURNE_RUN", run.runToken());
        builder.environment().put("NOCTURNE_TRIAL_ID", Integer.toString(trial));
        builder.environment().put("NOCTURNE_ATTEMPT", "1");
        return builder.start();
    }

    @Test
    void theLastEventsComeFirst() throws Exception {
        started(deadPid());

        assertThat(diagnosis().facts().lastStart()).isPresent();
        assertThat(diagnosis().facts().events())
                .first()
                .satisfies(event -> assertThat(event.type()).isEqualTo("TUNING_STARTED"));
    }
}
