package dev.nocturne.store;

import dev.nocturne.event.EventBus;
import dev.nocturne.event.TuningEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The rows of {@code worker}: who takes part in runs. A worker that a process has in its own run lives as long as the
 * process does. One that is lent to another process' run has a lease, which ends by the database's clock: whoever lost it
 * has lost its trials, and what it may still send of them is refused, as its row has ended and each of them is a new
 * attempt. Thread-safe.
 */
public final class JdbcWorkers {
    private static final String JOIN = """
            insert into worker (run_id, worker, host, pid, process, remote, started_at) values (?, ?, ?, ?, ?, false, ?)
            """;
    private static final String LEND = """
            insert into worker (run_id, worker, host, pid, process, remote, step_execution_id, started_at, lease_until)
            values (?, ?, ?, ?, ?, true, ?, ?, clock_timestamp() + ? * interval '1' second)
            """;
    private static final String LEAVE = """
            update worker
               set ended_at = ?, end_reason = ?, trials_ended = ?
             where run_id = ? and worker = ? and ended_at is null
            """;
    private static final String RENEW = """
            update worker
               set lease_until = clock_timestamp() + ? * interval '1' second, trials_ended = ?
             where run_id = ? and worker = ? and ended_at is null
            """;
    private static final String END_LOCAL = """
            update worker set ended_at = ?, end_reason = ? where run_id = ? and ended_at is null and (not remote or lease_until is null)
            """;
    private static final String END_ALL = """
            update worker set ended_at = ?, end_reason = ? where run_id = ? and ended_at is null
            """;
    private static final String REVOKE = """
            update worker
               set ended_at = ?, end_reason = ?
             where run_id = ? and worker = ? and ended_at is null and lease_until < clock_timestamp()
            """;
    private static final String EXPIRED = """
            select worker, process
              from worker
             where run_id = ? and remote and ended_at is null and lease_until < clock_timestamp()
             order by worker
            """;
    private static final String LOST_HERE = """
            select distinct w.process, w.pid
              from worker w
             where w.run_id = ?
               and w.host = ?
               and w.remote
               and w.process <> ?
               and w.process not in (select l.process
                                       from worker l
                                      where l.host = w.host and l.process is not null and l.ended_at is null)
            """;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate ownTransaction;
    private final CutOffAttempts cutOff;
    private final WorkerHost here;
    private final Clock clock;

    /** A worker whose lease is over. */
    public record Expired(String worker, String process) {}

    JdbcWorkers(JdbcTemplate jdbc, PlatformTransactionManager transactions, WorkerHost here, Clock clock) {
        this.jdbc = jdbc;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.cutOff = new CutOffAttempts(jdbc);
        this.here = here;
        this.clock = clock;
    }

    /** A worker of this process takes part in a run of this process from now on. */
    public void join(long runId, String worker) {
        ownTransaction.executeWithoutResult(transaction -> {
            waitForTurn(runId);
            jdbc.update(JOIN, runId, worker, here.host(), here.pid(), here.process(), Times.utc(now()));
            WorkerTotals.insert(jdbc, runId, worker);
        });
    }

    /** A worker of this process takes a partition of another process' run; in the caller's transaction. */
    public void lend(long runId, String worker, long stepExecutionId, Duration lease) {
        waitForTurn(runId);
        jdbc.update(
                LEND,
                runId,
                worker,
                here.host(),
                here.pid(),
                here.process(),
                stepExecutionId,
                Times.utc(now()),
                Times.seconds(lease));
        WorkerTotals.insert(jdbc, runId, worker);
    }

    /** The foreign keys of what follows lock the run's row weakly, which may deadlock with whoever claims. */
    private void waitForTurn(long runId) {
        LockedRun.of(runId, jdbc);
    }

    /** A worker of this process that has a lease, and how many trials it has ended. */
    public record Kept(long runId, String worker, int ended) {}

    /**
     * Keeps the leases of workers of this process.
     *
     * @return those that have lost theirs for good
     */
    public List<Kept> renew(List<Kept> leases, Duration lease) {
        int[][] renewed = jdbc.batchUpdate(RENEW, leases, Math.max(1, leases.size()), (row, kept) -> {
            row.setDouble(1, Times.seconds(lease));
            row.setInt(2, kept.ended());
            row.setLong(3, kept.runId());
            row.setString(4, kept.worker());
        });
        return IntStream.range(0, leases.size())
                .filter(i -> renewed[0][i] == 0)
                .mapToObj(leases::get)
                .toList();
    }

    /** A worker of a run of this process has gone home. What it may have left is cut off when the run is opened again. */
    public void leave(long runId, String worker) {
        jdbc.update(LEAVE, Times.utc(now()), null, 0, runId, worker);
    }

    /** A worker that was lent has gone home. Trials that it still had are free for others. */
    public void giveBack(long runId, String worker, String reason, int ended) {
        String why = JdbcRuns.shortened(reason);
        ending(runId, () -> jdbc.update(LEAVE, Times.utc(now()), why, ended, runId, worker));
    }

    /**
     * The process that started the run before is no more, and its own workers with it; in the caller's transaction. So are
     * workers that were lent to it in another database: they came here without their leases.
     *
     * @return which attempts were cut off
     */
    List<TuningEvent> endLocal(long runId, Instant now) {
        jdbc.update(END_LOCAL, Times.utc(now), "its process is no more", runId);
        return cutOff.record(runId, now);
    }

    /** Nobody takes part in the run any more; in the caller's transaction. */
    void endAll(long runId, String reason, Instant now) {
        jdbc.update(END_ALL, Times.utc(now), reason, runId);
        cutOff.record(runId, now);
    }

    /** Takes all trials away from all workers that others lent to the run; their late results will be refused. */
    public void revokeLent(long runId, String reason, EventBus events) {
        ending(runId, () -> jdbc.update(END_ALL + " and remote", Times.utc(now()), reason, runId))
                .forEach(events::publish);
    }

    /** Workers that others lent to the run and whose lease is over. */
    public List<Expired> expired(long runId) {
        return jdbc.query(EXPIRED, (row, i) -> new Expired(row.getString("worker"), row.getString("process")), runId);
    }

    /**
     * Takes its trials away from a worker whose lease is over. What its process still holds in the database, perhaps
     * frozen in the middle of a transaction, is ended first.
     */
    public void revoke(long runId, Expired lost, EventBus events) {
        Sessions.end(jdbc, lost.process());
        String why = "lost: its lease was not renewed in time";
        ending(runId, () -> jdbc.update(REVOKE, Times.utc(now()), why, runId, lost.worker()))
                .forEach(events::publish);
    }

    /**
     * Ends workers together with the attempts that they had under way. Claims wait meanwhile: none may see a worker alive
     * whose trials are being taken away.
     *
     * @return what was cut off, recorded
     */
    private List<TuningEvent> ending(long runId, Runnable ending) {
        return ownTransaction.execute(transaction -> {
            LockedRun.of(runId, jdbc);
            ending.run();
            List<TuningEvent> happened = cutOff.record(runId, now());
            new JdbcObserver(jdbc, runId).record(happened);
            return happened;
        });
    }

    /** A process on this machine that has no lease any more; it may live, and take another one. */
    public record Leaseless(String process, long pid) {}

    /** Other processes on this machine that took part in the run, and have no lease now. */
    public List<Leaseless> lostHere(long runId) {
        return jdbc.query(
                LOST_HERE,
                (row, i) -> new Leaseless(row.getString("process"), row.getLong("pid")),
                runId,
                here.host(),
                here.process());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
