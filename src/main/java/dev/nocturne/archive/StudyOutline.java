package dev.nocturne.archive;

import dev.nocturne.study.Sha256;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is in an archive, for people: its runs with their best trials, and the study files they were started with. */
final class StudyOutline {
    static final String NAME = "study.json";

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final List<String> SHOWN = List.of(
            "status",
            "strategy",
            "direction",
            "seed",
            "planned_trials",
            "starts",
            "best_trial_id",
            "best_objective",
            "started_at",
            "ended_at");

    private final ObjectNode json = MAPPER.createObjectNode();
    private final ObjectNode runs;
    private final Map<String, String> files = new TreeMap<>();

    StudyOutline(StudyRows rows) {
        json.put("study", rows.study()).put("created_at", CellType.TIME.text(rows.createdAt()));
        runs = json.putObject("runs");
    }

    /** Takes note of a row that is written. */
    void add(MovedTable table, String runKey, List<@Nullable String> cells) {
        if (table == MovedTables.RUNS) {
            ObjectNode run = runs.putObject(runKey);
            SHOWN.forEach(column -> put(run, table, column, cells));
            String text = String.valueOf(cells.get(table.place("configuration")));
            String file = "study-files/" + Sha256.of(text) + ".yml";
            files.put(file, text);
            run.put("study_file", file);
        } else if (table == MovedTables.SUMMARIES) {
            ObjectNode run = (ObjectNode) runs.required(runKey);
            List.of("trials_ran", "trials_failed", "trials_pruned").forEach(column -> put(run, table, column, cells));
            String best = cells.get(table.place("best_parameters"));
            if (best != null) {
                run.put("best_parameters", best);
            }
        }
    }

    /** Numbers as they are written in the tables. */
    private static void put(ObjectNode run, MovedTable table, String column, List<@Nullable String> cells) {
        int place = table.place(column);
        String cell = cells.get(place);
        if (cell == null) {
            run.putNull(column);
            return;
        }
        switch (table.columns().get(place).type()) {
            case INTEGER -> run.put(column, Long.parseLong(cell));
            case REAL -> run.put(column, Double.parseDouble(cell));
            default -> run.put(column, cell);
        }
    }

    /** The entries of the zip that are for people, by their names. */
    Map<String, String> entries() {
        var entries = new LinkedHashMap<String, String>();
        entries.put(NAME, MAPPER.writeValueAsString(json).replace("\r\n", "\n") + "\n");
        entries.putAll(files);
        return entries;
    }
}
