package dev.nocturne.store;

import dev.nocturne.archive.ArchiveException;
import dev.nocturne.archive.StudyRows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes studies out of the tables as they are, and into them, all or nothing. Thread-safe. */
public final class JdbcStudyMoves {
    private static final String RUNS = """
            select r.run_id, r.run_key, r.status, r.started_at,
                   exists (select 1
                             from worker w
                            where w.run_id = r.run_id and w.remote and w.ended_at is null
                              and w.lease_until > current_timestamp) as is_helped,
                   exists (select 1 from champion c where c.run_id = r.run_id) as has_champion
              from tuning_run r
             where r.study_id = ?
             order by r.run_id
            """;

    private final JdbcTemplate jdbc;
    private final PlatformTransactionManager transactions;

    /**
     * What an import did.
     *
     * @param imported keys of the runs that were not there
     * @param present keys of those that were, the same to the last bit
     * @param champions how many champions were not there
     */
    public record Imported(List<String> imported, List<String> present, int champions) {}

    JdbcStudyMoves(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /**
     * Reads a study as it is at this moment.
     *
     * @param select is given the study's runs in that snapshot, the earliest first, and says which are wanted
     * @param reading of their rows
     */
    public <T> T read(
            String study, Function<List<RunStatus>, Predicate<String>> select, Function<StudyRows, T> reading) {
        return new Snapshot(jdbc, transactions).read(snapshot -> {
            long studyId = studyId(snapshot, study).orElseThrow();
            return reading.apply(new JdbcStudyRows(snapshot, studyId, select.apply(runs(snapshot, studyId))));
        });
    }

    /**
     * A run and how it stands.
     *
     * @param isHelped whether workers of other processes than its own have leases in it
     * @param hasChampion whether a champion of the study comes from it
     */
    public record RunStatus(
            long runId, String runKey, String status, Instant startedAt, boolean isHelped, boolean hasChampion) {
        /** Whether it may be started again. */
        public boolean isUnfinished() {
            return !status.equals("COMPLETED") && !status.equals("ABANDONED");
        }
    }

    static List<RunStatus> runs(JdbcTemplate jdbc, long studyId) {
        return jdbc.query(
                RUNS,
                (row, i) -> new RunStatus(
                        row.getLong("run_id"),
                        row.getString("run_key"),
                        row.getString("status"),
                        Times.instant(row, "started_at"),
                        row.getBoolean("is_helped"),
                        row.getBoolean("has_champion")),
                studyId);
    }

    static Optional<Long> studyId(JdbcTemplate jdbc, String study) {
        return jdbc.queryForList("select study_id from study where name = ?", Long.class, study).stream()
                .findFirst();
    }

    /**
     * Takes a study in, in one transaction: those of its runs that are not there yet, the others being the same.
     *
     * @throws ArchiveException if runs of these keys are there that are others; then nothing is taken in
     */
    public Imported take(StudyRows rows) {
        try {
            return new TransactionTemplate(transactions).execute(transaction -> new StudyIntake(jdbc, rows).take());
        } catch (DataIntegrityViolationException refused) {
            throw new ArchiveException(
                    "This archive was not imported, as the tables do not take what is in it ("
                            + DatabaseFailure.innermost(refused)
                            + "). If a run of this study began meanwhile, start the same command again; else export the"
                            + " study again.",
                    refused);
        }
    }
}
