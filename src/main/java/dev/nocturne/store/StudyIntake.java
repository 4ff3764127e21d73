package dev.nocturne.store;

import dev.nocturne.archive.ArchiveException;
import dev.nocturne.archive.MovedTable;
import dev.nocturne.archive.MovedTables;
import dev.nocturne.archive.RunDigests;
import dev.nocturne.archive.StudyRows;
import dev.nocturne.store.JdbcStudyMoves.RunStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Takes a study in, in the transaction of its caller: what is not here yet, if what is here is the same. */
final class StudyIntake {
    private final JdbcTemplate jdbc;
    private final StudyRows rows;
    private final Map<String, Instant> offered = new LinkedHashMap<>();

    StudyIntake(JdbcTemplate jdbc, StudyRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    JdbcStudyMoves.Imported take() {
        int startedAt = MovedTables.RUNS.place("started_at");
        rows.read(
                MovedTables.RUNS,
                (runKey, cells) -> offered.put(runKey, Instant.parse(String.valueOf(cells.get(startedAt)))));
        Optional<Long> known = JdbcStudyMoves.studyId(jdbc, rows.study());
        List<RunStatus> here = known.map(id -> JdbcStudyMoves.runs(jdbc, id)).orElse(List.of());
        Set<String> present = new LinkedHashSet<>(offered.keySet());
        present.retainAll(here.stream().map(RunStatus::runKey).toList());
        Set<String> fresh = new LinkedHashSet<>(offered.keySet());
        fresh.removeAll(present);
        if (!present.isEmpty()) {
            requireSame(digests(known.orElseThrow(), present), present);
        }
        requireLater(here, fresh);
        long studyId = known.orElseGet(this::insertStudy);
        insertRuns(studyId, fresh);
        Map<String, Long> numbers = numbers(studyId);
        insertRows(numbers, fresh);
        fresh.forEach(run -> RecountedTotals.insert(jdbc, numbers.get(run)));
        var champions = new ChampionIntake(jdbc, rows, studyId, numbers);
        int taken = champions.take();
        champions.takeEvents(present);
        if (!fresh.isEmpty() && !digests(studyId, fresh).equals(RunDigests.of(rows, fresh::contains))) {
            throw new ArchiveException(
                    "This archive was not imported: read again, the tables did not hold the same as"
                            + " the archive, whose rows are not in the order in which they are exported. Export the study again.");
        }
        return new JdbcStudyMoves.Imported(List.copyOf(fresh), List.copyOf(present), taken);
    }

    private Map<String, String> digests(long studyId, Set<String> runs) {
        JdbcTemplate streaming = Snapshot.streaming(jdbc);
        return Snapshot.lazily(
                streaming, () -> RunDigests.of(new JdbcStudyRows(streaming, studyId, runs::contains), runs::contains));
    }

    private void requireSame(Map<String, String> here, Set<String> present) {
        Map<String, String> there = RunDigests.of(rows, present::contains);
        List<String> others = present.stream()
                .filter(run -> !there.get(run).equals(here.get(run)))
                .toList();
        if (!others.isEmpty()) {
            throw new ArchiveException("Study " + rows.study() + " has other runs of the same names here: "
                    + String.join(", ", others)
                    + ". Nothing was imported. Import it under another name with --as NAME.");
        }
    }

    /** Runs are numbered in the order in which they come, and nights are compared with the one before. */
    private void requireLater(List<RunStatus> here, Set<String> fresh) {
        Optional<RunStatus> latest = here.stream().max(Comparator.comparing(RunStatus::startedAt));
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

    private long insertStudy() {
        jdbc.update("insert into study (name, created_at) values (?, ?)", rows.study(), Times.utc(rows.createdAt()));
        return JdbcStudyMoves.studyId(jdbc, rows.study()).orElseThrow();
    }

    private void insertRuns(long studyId, Set<String> fresh) {
        String insert = RowInserts.insert(MovedTables.RUNS, "study_id", "run_key");
        rows.read(MovedTables.RUNS, (runKey, cells) -> {
            if (fresh.contains(runKey)) {
                insertRun(insert, studyId, runKey, cells);
            }
        });
    }

    private void insertRun(String insert, long studyId, String runKey, List<@Nullable String> cells) {
        jdbc.update(insert, statement -> {
            statement.setLong(1, studyId);
            statement.setString(2, runKey);
            RowInserts.bind(statement, 3, MovedTables.RUNS, cells);
        });
    }

    /** Of the archive's runs, as they are counted here. */
    private Map<String, Long> numbers(long studyId) {
        var numbers = new HashMap<String, Long>();
        JdbcStudyMoves.runs(jdbc, studyId).stream()
                .filter(run -> offered.containsKey(run.runKey()))
                .forEach(run -> numbers.put(run.runKey(), run.runId()));
        return numbers;
    }

    private void insertRows(Map<String, Long> numbers, Set<String> fresh) {
        var ofFresh = new HashMap<>(numbers);
        ofFresh.keySet().retainAll(fresh);
        for (MovedTable table : MovedTables.ALL) {
            if (table != MovedTables.RUNS && table != MovedTables.CHAMPIONS) {
                var inserts = new RowInserts(jdbc, table, ofFresh);
                rows.read(table, inserts);
                inserts.flush();
            }
        }
    }
}
