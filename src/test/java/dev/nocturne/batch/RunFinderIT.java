package dev.nocturne.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.engine.RunSettings;
import dev.nocturne.store.JdbcRuns;
import dev.nocturne.store.JdbcStore;
import dev.nocturne.store.LockFile;
import dev.nocturne.store.RunLock;
import dev.nocturne.store.WorkerHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Which run a request means, on which night. */
class RunFinderIT {
    @TempDir
    private Path folder;

    private NocturneContext context;
    private LockFile locks;
    private JdbcRuns runs;
    private TransactionTemplate transaction;

    @BeforeEach
    void open() throws InterruptedException {
        String url = "jdbc:h2:file:" + folder.resolve("nocturne") + ";AUTO_SERVER=TRUE";
        context = Contexts.open(1, List.of("--spring.datasource.url=" + url));
        locks = LockFile.beside(folder.resolve("other-locks"));
        var database = new DriverManagerDataSource(url, "sa", "");
        var transactions = new JdbcTransactionManager(database);
        transaction = new TransactionTemplate(transactions);
        runs = new JdbcStore(database, transactions, new WorkerHost("here", 1), Clock.systemUTC()).runs();
    }

    @AfterEach
    void close() {
        locks.close();
        context.close();
    }

    private RunFinder at(String localTime) {
        ZoneId here = ZoneId.systemDefault();
        Instant instant = LocalDateTime.parse(localTime).atZone(here).toInstant();
        return new RunFinder(
                runs, locks, new CheckpointFolder(folder, CheckpointFolder.Keep.BEST), Clock.fixed(instant, here));
    }

    private RunRequest request(Optional<String> key, boolean fresh) {
        Path file = folder.resolve("study.yml");
        try {
            Files.writeString(file, """
                    study: found
                    search-space: {x: {type: continuous, min: 0, max: 1}}
                    objective: {type: function, name: norm}
                    """);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        return new RunRequest(StudyFiles.reader().read(file), file, key, fresh);
    }

    private void create(String key, String status) {
        var study = request(Optional.empty(), false).plan().study();
        transaction.executeWithoutResult(t -> {
            var run = runs.create(
                    study,
                    key,
                    new RunSettings(1, 1, 1, 1),
                    new JdbcRuns.Configuration("c", "f", "0".repeat(64)),
                    new JdbcRuns.Beginning("0".repeat(64), "", null, null),
                    1);
            if (!status.equals("RUNNING")) {
                runs.finish(run, status, "test");
            }
        });
    }

    private String found(String time, Optional<String> key, boolean fresh) {
        RunFinder.Found found = at(time).find(request(key, fresh));
        assertThat(found.lock()).isNotNull();
        found.lock().close();
        return found.runKey();
    }

    @Test
    void theFirstRunIsKeyedByTheDateHere() {
        assertThat(found("2026-03-01T23:59:59", Optional.empty(), false)).isEqualTo("2026-03-01");
        assertThat(found("2026-03-02T00:00:00", Optional.empty(), false)).isEqualTo("2026-03-02");
    }

    @Test
    void anUnfinishedRunGoesOnPastMidnight() {
        create("2026-03-01", "RUNNING");
        assertThat(found("2026-03-02T00:10:00", Optional.empty(), false)).isEqualTo("2026-03-01");
        assertThat(found("2026-04-02T02:00:00", Optional.empty(), false)).isEqualTo("2026-03-01");
    }

    @Test
    void theLatestUnfinishedRunGoesOnFirst() {
        create("2026-03-01", "FAILED");
        create("2026-03-02", "STOPPED");
        create("2026-03-03", "COMPLETED");
        assertThat(found("2026-03-04T02:00:00", Optional.empty(), false)).isEqualTo("2026-03-02");
    }

    @Test
    void afterACompletedRunTonightsBegins() {
        create("2026-03-01", "COMPLETED");
        assertThat(found("2026-03-02T02:00:00", Optional.empty(), false)).isEqualTo("2026-03-02");
        assertThat(found("2026-03-01T02:00:00", Optional.empty(), false)).isEqualTo("2026-03-01");
    }

    @Test
    void aKeyNamesARunWhateverElseIsUnfinished() {
        create("2026-03-01", "STOPPED");
        assertThat(found("2026-03-02T02:00:00", Optional.of("mine"), false)).isEqualTo("mine");
        assertThat(runs.find("found", "2026-03-01").orElseThrow().status()).isEqualTo("STOPPED");
    }

    @Test
    void newTakesAKeyThatNobodyHas() {
        create("2026-03-01", "COMPLETED");
        create("2026-03-01-2", "STOPPED");
        assertThat(found("2026-03-01T02:00:00", Optional.empty(), true)).isEqualTo("2026-03-01-3");
        assertThat(runs.find("found", "2026-03-01-2").orElseThrow().status()).isEqualTo("ABANDONED");
    }

    @Test
    void ofSeveralRunsOfADayTheLatestIsMeant() {
        create("2026-03-01", "COMPLETED");
        create("2026-03-01-2", "COMPLETED");
        assertThat(found("2026-03-01T02:00:00", Optional.empty(), false)).isEqualTo("2026-03-01-2");
    }

    @Test
    void aRunThatIsBeingExecutedIsNeitherTakenNorLeftBehind() {
        create("2026-03-01", "RUNNING");
        try (RunLock elsewhere = locks.tryLock("found", "2026-03-01").orElseThrow()) {
            assertThat(elsewhere).isNotNull();
            assertThat(at("2026-03-01T02:00:00")
                            .find(request(Optional.empty(), false))
                            .lock())
                    .isNull();
            assertThat(at("2026-03-01T02:00:00")
                            .find(request(Optional.empty(), true))
                            .lock())
                    .isNull();
        }
        assertThat(runs.find("found", "2026-03-01").orElseThrow().status()).isEqualTo("RUNNING");
        assertThat(found("2026-03-01T02:00:00", Optional.empty(), false)).isEqualTo("2026-03-01");
    }
}
