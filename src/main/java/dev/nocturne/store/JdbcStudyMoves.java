package dev.nocturne.store;

import dev.nocturne.archive.ArchiveException;
import dev.nocturne.archive.MovedTable;
import dev.nocturne.archive.MovedTables;
import dev.nocturne.archive.RunDigests;
import dev.nocturne.archive.StudyRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
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
                              and w.lease_until > current_timestamp) as is_helped
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
     */
    public record Imported(List<String> imported, List<String> present) {}

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
     */
    public record RunStatus(long runId, String runKey, String status, Instant startedAt, boolean isHelped) {
        /** Whether it may be started again. */
        public boolean isUnfinished() {
            return !status.equals("COMPLETED") && !status.equals("ABANDONED");
        }
    }

    private static List<RunStatus> runs(JdbcTemplate jdbc, long studyId) {
        return jdbc.query(
                RUNS,
                (row, i) -> new RunStatus(
                        row.getLong("run_id"),
                        row.getString("run_key"),
                        row.getString("status"),
                        Times.instant(row, "started_at"),
                        row.getBoolean("is_helped")),
                studyId);
    }

    private static Optional<Long> studyId(JdbcTemplate jdbc, String study) {
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
            return new TransactionTemplate(transactions).execute(transaction -> takeAll(rows));
        } catch (DataIntegrityViolationException refused) {
            throw new ArchiveException(
                    "This archive was not imported, as the tables do not take what is in it ("
                            + DatabaseFailure.innermost(refused)
                            + "). If a run of this study began meanwhile, start the same command again; else export the"
                            + " study again.",
                    refused);
        }
    }

    private Imported takeAll(StudyRows rows) {
        boolean isH2 = Snapshot.isH2(jdbc);
        JdbcTemplate streaming = Snapshot.streaming(jdbc);
        Optional<Long> known = studyId(jdbc, rows.study());
        List<RunStatus> here = known.map(id -> runs(jdbc, id)).orElse(List.of());
        Map<String, Instant> offered = offered(rows);
        Set<String> present = new LinkedHashSet<>(offered.keySet());
        present.retainAll(here.stream().map(RunStatus::runKey).toList());
        Set<String> fresh = new LinkedHashSet<>(offered.keySet());
        fresh.removeAll(present);
        if (!present.isEmpty()) {
            requireSame(rows, digests(isH2, streaming, known.orElseThrow(), present), present);
        }
        requireLater(here, offered, fresh);
        if (!fresh.isEmpty()) {
            long studyId = known.orElseGet(() -> insertStudy(rows));
            insert(rows, studyId, fresh);
            Map<String, String> written = digests(isH2, streaming, studyId, fresh);
            if (!written.equals(RunDigests.of(rows, fresh::contains))) {
                throw new ArchiveException("This archive was not imported: read again, the tables did not hold the same"
                        + " as the archive. Its rows are not in the order in which they are exported; export the study"
                        + " again.");
            }
        }
        return new Imported(List.copyOf(fresh), List.copyOf(present));
    }

    private static Map<String, Instant> offered(StudyRows rows) {
        var offered = new LinkedHashMap<String, Instant>();
        int startedAt = MovedTables.RUNS.place("started_at");
        rows.read(
                MovedTables.RUNS,
                (runKey, cells) -> offered.put(runKey, Instant.parse(String.valueOf(cells.get(startedAt)))));
        return offered;
    }

    private static Map<String, String> digests(boolean isH2, JdbcTemplate jdbc, long studyId, Set<String> runs) {
        return Snapshot.lazily(
                isH2, jdbc, () -> RunDigests.of(new JdbcStudyRows(jdbc, studyId, runs::contains), runs::contains));
    }

    private static void requireSame(StudyRows rows, Map<String, String> here, Set<String> present) {
        Map<String, String> offered = RunDigests.of(rows, present::contains);
        List<String> others = present.stream()
                .filter(run -> !offered.get(run).equals(here.get(run)))
                .toList();
        if (!others.isEmpty()) {
            throw new ArchiveException(
                    "Study " + rows.study() + " has other runs of the same names here: " + String.join(", ", others)
                            + ". Nothing was imported. Import it under another name with --as NAME.");
        }
    }

    /** Runs are numbered in the order in which they come, and nights are compared with the one before. */
    private static void requireLater(List<RunStatus> here, Map<String, Instant> offered, Set<String> fresh) {
        Optional<RunStatus> latest = here.stream().max(java.util.Comparator.comparing(RunStatus::startedAt));
        List<String> earlier = fresh.stream()
                .filter(run -> latest.isPresent()
                        && offered.get(run).isBefore(latest.get().startedAt()))
                .toList();
        if (!earlier.isEmpty()) {
            throw new ArchiveException("These runs began before run "
                    + latest.orElseThrow().runKey() + ", which is here: " + String.join(", ", earlier)
                    + ". Nothing was imported, as nights are kept in their order. Import it under another name with"
                    + " --as NAME.");
        }
    }

    private long insertStudy(StudyRows rows) {
        jdbc.update("insert into study (name, created_at) values (?, ?)", rows.study(), Times.utc(rows.createdAt()));
        return studyId(jdbc, rows.study()).orElseThrow();
    }

    private void insert(StudyRows rows, long studyId, Set<String> fresh) {
        String insertRun = RowInserts.insert(MovedTables.RUNS, "study_id", "run_key");
        rows.read(MovedTables.RUNS, (runKey, cells) -> {
            if (fresh.contains(runKey)) {
                insertRun(insertRun, studyId, runKey, cells);
            }
        });
        var numbers = new LinkedHashMap<String, Long>();
        runs(jdbc, studyId).stream()
                .filter(run -> fresh.contains(run.runKey()))
                .forEach(run -> numbers.put(run.runKey(), run.runId()));
        var tables = new ArrayList<>(MovedTables.ALL);
        tables.remove(MovedTables.RUNS);
        for (MovedTable table : tables) {
            var inserts = new RowInserts(jdbc, table, numbers);
            rows.read(table, inserts);
            inserts.flush();
        }
    }

    private void insertRun(String insert, long studyId, String runKey, List<@Nullable String> cells) {
        jdbc.update(insert, statement -> {
            statement.setLong(1, studyId);
            statement.setString(2, runKey);
            RowInserts.bind(statement, 3, MovedTables.RUNS, cells);
        });
    }
}
