package dev.nocturne.archive;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A study in memory, with whatever rows a test wants. */
final class SmallStudy implements StudyRows {
    static final String TOKEN = "0f8fad5b-d9cb-469f-a165-70867728950e";

    private final Map<MovedTable, List<Row>> rows = new LinkedHashMap<>();

    record Row(String runKey, List<@Nullable String> cells) {}

    /** One run, which has a single trial with hostile texts. */
    static SmallStudy hostile() {
        var study = new SmallStudy();
        study.run("2026-11-23", TOKEN);
        study.add(
                MovedTables.TRIALS,
                "2026-11-23",
                Map.of(
                        "trial_id", "0",
                        "status", "FAILED",
                        "parameters", "{\"a\": \"x, \\\"y\\\"\"}",
                        "budget", "1.0",
                        "failure_message", "line\r\nline\n\"quoted\", 'quoted', #, =1+1, \uD83D\uDE00 \u202E",
                        "failure_kind", "",
                        "worker", " padded "));
        return study;
    }

    void run(String key, String token) {
        add(
                MovedTables.RUNS,
                key,
                Map.of("run_token", token, "configuration", "study: s\n", "started_at", "2026-11-23T01:00:00.000000Z"));
    }

    void add(MovedTable table, String runKey, Map<String, String> given) {
        var cells = new @Nullable String[table.columns().size()];
        given.forEach((name, cell) -> cells[table.place(name)] = cell);
        rows.computeIfAbsent(table, t -> new ArrayList<>()).add(new Row(runKey, Arrays.asList(cells)));
    }

    static List<Row> rowsOf(StudyRows study, MovedTable table) {
        var all = new ArrayList<Row>();
        study.read(
                table,
                (runKey, cells) -> all.add(new Row(
                        runKey,
                        List.copyOf(new ArrayList<>(cells)
                                .stream()
                                        .map(cell -> cell == null ? "\0" : cell)
                                        .toList()))));
        return all;
    }

    @Override
    public String study() {
        return "s";
    }

    @Override
    public Instant createdAt() {
        return Instant.parse("2026-11-22T23:00:00.000001Z");
    }

    @Override
    public void read(MovedTable table, Taker taker) {
        rows.getOrDefault(table, List.of()).forEach(row -> taker.take(row.runKey(), row.cells()));
    }
}
