package dev.nocturne.store;

import dev.nocturne.archive.ArchiveException;
import dev.nocturne.archive.MovedTables;
import dev.nocturne.archive.StudyRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Takes the champions of a study in that are not here yet, in the transaction of its caller. */
final class ChampionIntake {
    private static final String PROMOTED_BEFORE = """
            select count(*) from tuning_event where run_id = ? and type = 'CHAMPION_PROMOTED'
            """;

    private final JdbcTemplate jdbc;
    private final StudyRows rows;
    private final long studyId;

    /** The archive's runs by their keys, as they are numbered here. */
    private final Map<String, Long> runs;

    ChampionIntake(JdbcTemplate jdbc, StudyRows rows, long studyId, Map<String, Long> runs) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.studyId = studyId;
        this.runs = runs;
    }

    /** Returns how many there were. */
    int take() {
        int number = MovedTables.CHAMPIONS.place("champion_number");
        var numbers = new HashSet<@Nullable String>();
        var here = new HashSet<List<@Nullable String>>();
        new JdbcStudyRows(jdbc, studyId, run -> true).read(MovedTables.CHAMPIONS, (runKey, cells) -> {
            numbers.add(cells.get(number));
            here.add(withRun(runKey, cells));
        });
        String insert = RowInserts.insert(MovedTables.CHAMPIONS, "study_id", "run_id");
        int[] taken = new int[1];
        rows.read(MovedTables.CHAMPIONS, (runKey, cells) -> {
            if (!numbers.contains(cells.get(number))) {
                insert(insert, runs.get(runKey), cells);
                taken[0]++;
            } else if (!here.contains(withRun(runKey, cells))) {
                throw new ArchiveException("Study " + rows.study() + " has another champion " + cells.get(number)
                        + " here. Nothing was imported. Import it under another name with --as NAME.");
            }
        });
        return taken[0];
    }

    private static List<@Nullable String> withRun(String runKey, List<@Nullable String> cells) {
        var all = new ArrayList<>(cells);
        all.add(runKey);
        return all;
    }

    private void insert(String insert, long runId, List<@Nullable String> cells) {
        jdbc.update(insert, statement -> {
            statement.setLong(1, studyId);
            statement.setLong(2, runId);
            RowInserts.bind(statement, 3, MovedTables.CHAMPIONS, cells);
        });
    }

    /** Events that tell of champions which were taken from those runs since they were imported. */
    void takeEvents(Set<String> present) {
        var before = new HashMap<String, Integer>();
        var inserts = new RowInserts(jdbc, MovedTables.EVENTS, runs);
        rows.read(MovedTables.EVENTS, (runKey, cells) -> {
            if (present.contains(runKey) && MovedTables.isOfChampion(MovedTables.EVENTS, cells)) {
                int known = before.computeIfAbsent(runKey, this::promotedBefore);
                if (known == 0) {
                    inserts.take(runKey, cells);
                } else {
                    before.put(runKey, known - 1);
                }
            }
        });
        inserts.flush();
    }

    private int promotedBefore(String runKey) {
        Integer count = jdbc.queryForObject(PROMOTED_BEFORE, Integer.class, runs.get(runKey));
        return count == null ? 0 : count;
    }
}
