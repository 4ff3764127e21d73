package dev.nocturne.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.PostgresServer;
import dev.nocturne.store.PostgresRunLocks;
import dev.nocturne.store.RunLocks;
import java.sql.DriverManager;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class PostgresDoctorIT extends DoctorContract {
    private static NocturneContext context;
    private static String url;

    @BeforeAll
    static void open() throws InterruptedException {
        url = PostgresServer.shared().newDatabase();
        context = Contexts.open(1, List.of("--spring.datasource.url=" + url, "--spring.datasource.username=postgres"));
    }

    @AfterAll
    static void close() {
        context.close();
    }

    @Override
    NocturneContext context() {
        return context;
    }

    @Override
    DriverManagerDataSource database() {
        return new DriverManagerDataSource(url);
    }

    @Override
    RunLocks locks() {
        return new PostgresRunLocks(() -> DriverManager.getConnection(url));
    }

    /** A process of this JVM's number lives, but whoever holds the lock has not renewed its lease. */
    @Test
    void anOwnerWithoutASignOfLifeIsToldFromOneThatLives() {
        String study = startedHere();
        var sql = new JdbcTemplate(database());
        long run = sql.queryForObject(
                "select r.run_id from tuning_run r join study s on s.study_id = r.study_id where s.name = ?",
                Long.class,
                study);
        String lease = "insert into run_lease (run_id, starts, process, version, objective_files, lease_until)"
                + " values (?, 1, 'p', '1', '', clock_timestamp() + ? * interval '1 minute')"
                + " on conflict (run_id) do update set lease_until = excluded.lease_until";
        try (var held = locks().tryLock(study, "night").orElseThrow()) {
            assertThat(held).isNotNull();
            sql.update(lease, run, 5);
            assertThat(context.doctor().examine(study, Optional.empty()).verdict())
                    .startsWith("Idle: process " + HERE.pid());
            sql.update(lease, run, -5);
            assertThat(context.doctor().examine(study, Optional.empty()).verdict())
                    .startsWith("Without a sign of life: process " + HERE.pid())
                    .contains("has not renewed its lease for 5 min");
        }
    }

    @Test
    void lentWorkersAndTheirTrialsGoOnWithoutTheRunsOwnProcess() throws Exception {
        String study = startedBy(deadPid());
        var sql = new JdbcTemplate(database());
        sql.update("insert into worker (run_id, worker, host, pid, started_at, remote, process, lease_until)"
                + " select r.run_id, 'lent', 'far', 7, now(), true, 'q', clock_timestamp() + interval '1 hour'"
                + " from tuning_run r join study s on s.study_id = r.study_id where s.name = '" + study + "'");
        sql.update("insert into trial (run_id, trial_id, status, parameters, budget, attempts, worker, started_at,"
                + " history_seen) select r.run_id, 0, 'RUNNING', '{}', 1, 1, 'lent', now(), 0"
                + " from tuning_run r join study s on s.study_id = r.study_id where s.name = '" + study + "'");
        sql.update("update tuning_run set next_trial_id = 1 where study_id ="
                + " (select study_id from study where name = '" + study + "')");

        Diagnosis diagnosis = context.doctor().examine(study, Optional.of("night"));

        assertThat(diagnosis.verdict()).contains("is gone, while workers elsewhere go on with their trials; start");
        assertThat(diagnosis.facts().lentWorkers()).singleElement().satisfies(worker -> {
            assertThat(worker.host()).isEqualTo("far");
            assertThat(worker.lease().isOver()).isFalse();
        });
        assertThat(diagnosis.inFlight().get(0).worker()).isEqualTo(Diagnosis.Life.OUT_OF_SIGHT);
        assertThat(diagnosis.next()).endsWith("goes on with run night: 9 new trials follow.");
    }
}
