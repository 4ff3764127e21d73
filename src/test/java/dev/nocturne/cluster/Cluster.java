package dev.nocturne.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.JarProcess;
import dev.nocturne.OwnPostgresServer;
import dev.nocturne.RecordedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;

/** A database with the processes that share it, and what is in it about one study. */
final class Cluster implements AutoCloseable {
    private final OwnPostgresServer server;
    private final Path folder;
    private final String study;
    private final Map<String, String> settings;
    private final String database;
    private final List<ClusterProcess> processes = new ArrayList<>();
    private @Nullable RecordedRun run;

    Cluster(OwnPostgresServer server, Path folder, String study, Map<String, String> settings) {
        this.server = server;
        this.folder = folder;
        this.study = study;
        this.settings = new HashMap<>(settings);
        database = server.newDatabase();
    }

    /** Starts what evaluates no trial itself. */
    ClusterProcess manager(String file) {
        return start("manager", "run", file, "--workers", "0");
    }

    ClusterProcess worker() {
        return start("worker " + processes.size(), "worker");
    }

    private ClusterProcess start(String name, String... arguments) {
        ClusterProcess process = process(name, arguments);
        process.start();
        return process;
    }

    /** A process that is not started yet. */
    ClusterProcess process(String name, String... arguments) {
        var process = new ClusterProcess(name, folder, server, database, settings, arguments);
        processes.add(process);
        return process;
    }

    /** Looks into the database; by a new connection when the database was started again since. */
    <T> T ask(Function<RecordedRun, T> question) {
        if (run != null) {
            try {
                return question.apply(run);
            } catch (DataAccessResourceFailureException gone) {
                run.close();
            }
        }
        run = RecordedRun.at(server.url(database), study);
        return question.apply(run);
    }

    /** Whether it is so; not, if the database cannot say. */
    boolean holds(Predicate<RecordedRun> condition) {
        try {
            return ask(condition::test);
        } catch (DataAccessException notYet) {
            return false;
        }
    }

    /** Polls the database until it is so. */
    void await(String what, Predicate<RecordedRun> condition) {
        try {
            JarProcess.await(what, () -> holds(condition));
        } catch (AssertionError late) {
            throw new AssertionError(late.getMessage() + "\n" + this, late);
        }
    }

    void awaitEnded(int trials) {
        await(trials + " trials have ended", recorded -> recorded.ended() >= trials);
    }

    void awaitStatus(int trial, String status) {
        await("trial " + trial + " is " + status, recorded -> status(trial).equals(status));
    }

    String status(int trial) {
        return ask(recorded -> recorded.sql()
                .queryForObject(
                        "select status from v_trial where study = ? and trial_id = ?", String.class, study, trial));
    }

    String runStatus() {
        return ask(recorded -> (String) recorded.run().get("status"));
    }

    int ended() {
        return ask(RecordedRun::ended);
    }

    /** When the manager's lease ends, in seconds by the database's clock. */
    double leaseUntil() {
        return seconds("select extract(epoch from l.lease_until) from run_lease l"
                + " join v_run r on r.run_id = l.run_id where r.study = ?");
    }

    /** The database's clock, in seconds. */
    double now() {
        return seconds("select extract(epoch from clock_timestamp()) from v_run where study = ?");
    }

    private double seconds(String query) {
        return ask(recorded -> recorded.sql().queryForObject(query, Double.class, study));
    }

    /** The process that has this trial in hand. */
    ClusterProcess holder(int trial) {
        await("trial " + trial + " is somebody's", recorded -> status(trial).equals("RUNNING"));
        long pid = ask(recorded -> recorded.sql()
                .queryForObject(
                        "select w.pid from v_trial t join worker w on w.run_id = t.run_id and w.worker = t.worker"
                                + " where t.study = ? and t.trial_id = ?",
                        Long.class,
                        study,
                        trial));
        return processes.stream()
                .filter(process -> process.process().pid() == pid)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Trial " + trial + " is process " + pid + "'s.\n" + this));
    }

    /** How each attempt at a trial ended, and in which process. */
    List<String> attempts(int trial) {
        return ask(recorded -> recorded.sql()
                .queryForList(
                        "select a.outcome || ' ' || a.pid from trial_attempt a join v_run r on r.run_id = a.run_id"
                                + " where r.study = ? and a.trial_id = ? order by a.attempt",
                        String.class,
                        study,
                        trial));
    }

    /** Trials with more than one attempt. */
    List<Integer> attemptedAgain() {
        return ask(recorded -> recorded.sql()
                .queryForList(
                        "select trial_id from v_trial where study = ? and attempts > 1 order by trial_id",
                        Integer.class,
                        study));
    }

    /** The run is complete, and its table is that one; no trial was recorded twice. */
    void assertCompleted(List<List<Object>> quiet) {
        ask(recorded -> {
            assertThat(recorded.table()).isEqualTo(quiet);
            assertThat(recorded.unbalanced()).isEmpty();
            assertThat(recorded.run()).containsEntry("status", "COMPLETED");
            assertThat(recorded.count("select count(*) from trial_attempt a join v_run r on r.run_id = a.run_id"
                            + " where r.study = ? and a.outcome = 'COMPLETED'"))
                    .isEqualTo(quiet.size());
            return recorded;
        });
    }

    @Override
    public void close() {
        processes.forEach(ClusterProcess::close);
        if (run != null) {
            run.close();
        }
    }

    @Override
    public String toString() {
        return processes.stream().map(ClusterProcess::toString).collect(Collectors.joining("\n---\n"));
    }
}
