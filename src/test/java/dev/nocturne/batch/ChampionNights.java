package dev.nocturne.batch;

import dev.nocturne.config.StudyReader;
import dev.nocturne.objective.ObjectiveFactory;
import dev.nocturne.strategy.StrategyFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Nights of studies that keep a champion, as the job is wired, with a clock and a program that tests hold up. */
abstract class ChampionNights {
    private static final AtomicInteger STUDIES = new AtomicInteger();
    private static final StudyReader READER = new StudyReader(new StrategyFactory(), new ObjectiveFactory());

    /** Best at 17, with noise from the seed. Trials wait, or fail, as long as there is a file that says so. */
    private static final String PROGRAM = """
            while [ -e "hold-$NOCTURNE_TRIAL_ID" ]; do sleep 0.02; done
            [ ! -e "fail-$NOCTURNE_TRIAL_ID" ] || exit 3
            echo $(( ($1 - 17) * ($1 - 17) * 10 + NOCTURNE_SEED % 50 ))
            """;

    static final String NOISY = "objective: {type: command, command: [sh, score.sh, '{n}']}";
    static final String CERTAIN = "objective: {type: function, name: norm}";

    final String study = "champions-" + STUDIES.incrementAndGet();
    final Watching listener = new Watching();

    @TempDir
    Path folder;

    abstract NocturneContext context();

    abstract JdbcTemplate sql();

    abstract boolean isPostgres();

    /** A context for such nights, whose files are below that folder. */
    static NocturneContext open(Path below, String... properties) throws InterruptedException {
        var all = new ArrayList<>(List.of(properties));
        all.add("--nocturne.champions.directory=" + below.resolve("champions"));
        all.add("--nocturne.reports.directory=" + below.resolve("reports"));
        all.add("--nocturne.checkpoints.directory=" + below.resolve("checkpoints"));
        all.add("--spring.main.sources=" + MovableClock.Wiring.class.getName());
        return NocturneContext.forRun(4, all, new Watching());
    }

    static final class Watching implements RunListener {
        private volatile RunStart start;
        private volatile boolean timeIsOver;

        RunStart start() {
            return start;
        }

        boolean isTimeOver() {
            return timeIsOver;
        }

        @Override
        public void started(RunStart started, Supplier<RunProgress> progress) {
            start = started;
        }

        @Override
        public void timeIsOver(String why, String graceEnd) {
            timeIsOver = true;
        }

        @Override
        public void waitingForDatabase(String reason, Duration delay) {
            throw new AssertionError(reason);
        }
    }

    @BeforeEach
    void writeProgram() {
        write("score.sh", PROGRAM);
        MovableClock.INSTANCE.set("2026-11-23T02:00:00Z");
    }

    void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void delete(String name) {
        try {
            Files.delete(folder.resolve(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A night of the test's study. */
    RunOutcome night(String key, String... lines) {
        return nightOf(study, key, lines);
    }

    RunOutcome nightOf(String name, String key, String... lines) {
        return context().runner().run(request(name, key, false, lines), listener);
    }

    /** A study file with these lines; each takes the place of the line with its key, or is added. */
    RunRequest request(String name, String key, boolean acceptsChangedFiles, String... lines) {
        var all = new ArrayList<String>();
        all.add("study: " + name);
        for (String usual : List.of(
                "strategy: random_search",
                "max-trials: 8",
                "seed: 42",
                "lag: 4",
                "workers: 2",
                "champion: {confirm: 3, challengers: 2}",
                "search-space: {n: {type: integer, min: 1, max: 40}}",
                NOISY)) {
            String key0 = usual.substring(0, usual.indexOf(':') + 1);
            if (Arrays.stream(lines).noneMatch(line -> line.startsWith(key0))) {
                all.add(usual);
            }
        }
        Arrays.stream(lines).filter(line -> !line.endsWith(": none")).forEach(all::add);
        write(name + ".yml", String.join("\n", all) + "\n");
        Path file = folder.resolve(name + ".yml");
        var plan = READER.read(file);
        return new RunRequest(
                plan,
                file,
                Optional.of(key),
                false,
                acceptsChangedFiles,
                plan.study().execution().workers());
    }

    static String[] with(String[] lines, String... more) {
        String[] all = Arrays.copyOf(lines, lines.length + more.length);
        System.arraycopy(more, 0, all, lines.length, more.length);
        return all;
    }

    // ------------------------------------------------------------------------------------------------ what is recorded

    /** Everything about a night's trials that must not depend on workers and crashes. */
    List<List<Object>> table(String name, String key) {
        return rows("""
                select trial_id, status, objective, parameters, budget, promoted_from, origin, confirms, repetition
                  from v_trial where study = ? and run_key = ? order by trial_id
                """, name, key);
    }

    List<List<Object>> evidence(String name, String key) {
        return rows("""
                select place, trial_id, role, parameters, objective, completed, failed, mean_objective, deviation, gain,
                       p_value, adjusted_p_value, promoted, note
                  from v_confirmation where study = ? and run_key = ? order by place
                """, name, key);
    }

    List<List<Object>> champions(String name) {
        return rows("""
                select champion, is_current, reason, parameters, objective, run_key, trial_id, replaces, restores, gain,
                       p_value, note
                  from v_champion where study = ? order by champion
                """, name);
    }

    List<List<Object>> rows(String query, Object... arguments) {
        return sql().query(
                        query,
                        (row, i) -> {
                            List<Object> cells = new ArrayList<>();
                            for (int c = 1; c <= row.getMetaData().getColumnCount(); c++) {
                                cells.add(row.getObject(c));
                            }
                            return cells;
                        },
                        arguments);
    }

    /** One column of one row. */
    <T> T value(Class<T> type, String query, Object... arguments) {
        return sql().queryForObject(query, type, arguments);
    }

    Map<String, Object> run(String key) {
        return sql().queryForMap("select * from v_run where study = ? and run_key = ?", study, key);
    }

    int trials(String name, String key, boolean confirmations) {
        return value(
                Integer.class,
                "select count(*) from v_trial where study = ? and run_key = ? and origin "
                        + (confirmations ? "=" : "<>") + " 'CONFIRMATION'",
                name,
                key);
    }

    List<String> notes(String key) {
        return sql().queryForList(
                        "select note from v_confirmation where study = ? and run_key = ? order by place",
                        String.class,
                        study,
                        key);
    }

    List<String> events(String key, String type) {
        return sql().queryForList(
                        "select e.payload from tuning_event e join v_run r on r.run_id = e.run_id"
                                + " where r.study = ? and r.run_key = ? and e.type = ? order by e.event_id",
                        String.class,
                        study,
                        key,
                        type);
    }

    Optional<String> difference(String name, String key) {
        return context().verifier().verify(name, key).difference();
    }

    // ------------------------------------------------------------------------------------------------ disturbances

    /** What fails when its rows are written, until that is mended. */
    void whileFailing(String table, String check, Runnable action) {
        sql().execute("alter table " + table + " add constraint sabotage check (" + check + ")"
                + (isPostgres() ? " not valid" : " nocheck"));
        try {
            action.run();
        } finally {
            sql().execute("alter table " + table + " drop constraint sabotage");
        }
    }

    /** Holds that trial up, and does something while it runs. */
    Thread whenRunning(int trial, String key, Runnable action) {
        write("hold-" + trial, "");
        var thread = new Thread(() -> {
            JobWaiting.until(() -> !sql().queryForList(
                            "select 1 from v_trial where study = ? and run_key = ? and trial_id = ?"
                                    + " and status = 'RUNNING'",
                            study,
                            key,
                            trial)
                    .isEmpty());
            action.run();
        });
        thread.start();
        return thread;
    }
}
