package dev.nocturne.store;

import dev.nocturne.engine.champion.Comparison;
import dev.nocturne.event.TuningEvent;
import dev.nocturne.space.Point;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The rows of {@code champion}: which parameters of a study are in use, and which were. A row is only ever added; the last is
 * the champion. Thread-safe.
 */
public final class JdbcChampions {
    private static final String SELECT = """
            select c.champion_number, c.reason, c.parameters, c.objective, c.run_id, r.run_key, c.trial_id, c.replaces,
                   c.restores, c.note, c.promoted_at
              from champion c
              join study s on s.study_id = c.study_id
              join tuning_run r on r.run_id = c.run_id
             where s.name = ?
             order by c.champion_number desc
            """;
    private static final String INSERT = """
            insert into champion (study_id, champion_number, reason, parameters, objective, run_id, trial_id, replaces,
                                  restores, gain, p_value, note, promoted_at)
            select study_id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? from study where name = ?
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    JdbcChampions(JdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** The study's champions, the current one first. */
    public List<ChampionRecord> all(String study) {
        return jdbc.query(SELECT, (row, i) -> champion(row), study);
    }

    /** The study's champion, if it has one. */
    public Optional<ChampionRecord> current(String study) {
        return jdbc.query(SELECT + " fetch first row only", (row, i) -> champion(row), study).stream()
                .findFirst();
    }

    private static ChampionRecord champion(ResultSet row) throws SQLException {
        String json = row.getString("parameters");
        Map<String, String> parameters = new LinkedHashMap<>();
        ParametersJson.values(json).forEach((name, value) -> parameters.put(name, String.valueOf(value)));
        return new ChampionRecord(
                row.getInt("champion_number"),
                row.getString("reason"),
                parameters,
                json,
                row.getObject("objective", Double.class),
                row.getLong("run_id"),
                row.getString("run_key"),
                row.getInt("trial_id"),
                row.getObject("replaces", Integer.class),
                row.getObject("restores", Integer.class),
                row.getString("note"),
                Times.instant(row, "promoted_at"));
    }

    /**
     * A person's choice: the parameters of a completed trial are in use from now on.
     *
     * @param objective of the trial; null with several
     */
    public ChampionRecord set(RunRecord run, int trialId, Point parameters, @Nullable Double objective) {
        return transaction.execute(status -> {
            StudyRow.lock(run.study(), jdbc);
            var row = new Row(
                    "SET",
                    ParametersJson.write(parameters),
                    objective,
                    run.runId(),
                    trialId,
                    current(run.study()).map(ChampionRecord::number).orElse(null),
                    null,
                    null,
                    null,
                    "set by hand from trial " + trialId + " of run " + run.runKey());
            return added(run.study(), row, parameters);
        });
    }

    /**
     * Brings back the champion before the current one.
     *
     * @param reader reads a champion's parameters
     * @return empty if there is none before it
     */
    public Optional<ChampionRecord> rollBack(String study, Function<ChampionRecord, Point> reader) {
        return transaction.execute(status -> {
            StudyRow.lock(study, jdbc);
            List<ChampionRecord> all = all(study);
            if (all.isEmpty()) {
                return Optional.empty();
            }
            ChampionRecord current = all.get(0);
            return numbered(all, current.original())
                    .map(ChampionRecord::replaces)
                    .flatMap(number -> numbered(all, number))
                    .flatMap(before -> numbered(all, before.original()))
                    .map(before -> added(study, restoring(before, current), reader.apply(before)));
        });
    }

    private static Optional<ChampionRecord> numbered(List<ChampionRecord> all, int number) {
        return all.stream().filter(one -> one.number() == number).findFirst();
    }

    private static Row restoring(ChampionRecord before, ChampionRecord current) {
        return new Row(
                "ROLLBACK",
                before.json(),
                before.objective(),
                before.runId(),
                before.trialId(),
                current.number(),
                before.number(),
                null,
                null,
                "brought back by hand: champion " + before.number() + ", in place of champion " + current.number());
    }

    private ChampionRecord added(String study, Row row, Point parameters) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        insert(study, row, now);
        new JdbcObserver(jdbc, row.runId()).record(List.of(event(row, parameters, now)));
        return current(study).orElseThrow();
    }

    /**
     * Records a challenger that passed, in the caller's transaction, which holds the study's lock.
     *
     * @param before the champion that it replaces; empty if it is the first
     * @return what happened, for the caller to record
     */
    TuningEvent promote(
            RunRecord run, Comparison promoted, Point parameters, Optional<ChampionRecord> before, Instant now) {
        var row = new Row(
                before.isEmpty() ? "FIRST" : "TEST",
                ParametersJson.write(parameters),
                orNull(promoted.mean()),
                run.runId(),
                promoted.trialId(),
                before.map(ChampionRecord::number).orElse(null),
                null,
                orNull(promoted.gain()),
                orNull(promoted.pValue()),
                promoted.note());
        insert(run.study(), row, now);
        return event(row, parameters, now);
    }

    private static @Nullable Double orNull(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }

    private static OptionalDouble optional(@Nullable Double number) {
        return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
    }

    private static TuningEvent event(Row row, Point parameters, Instant now) {
        return new TuningEvent.ChampionPromoted(
                row.number(),
                row.reason(),
                row.trialId(),
                optional(row.objective()),
                optional(row.gain()),
                optional(row.pValue()),
                row.note(),
                parameters,
                now);
    }

    private record Row(
            String reason,
            String json,
            @Nullable Double objective,
            long runId,
            int trialId,
            @Nullable Integer replaces,
            @Nullable Integer restores,
            @Nullable Double gain,
            @Nullable Double pValue,
            String note) {
        int number() {
            return replaces == null ? 1 : replaces + 1;
        }
    }

    private void insert(String study, Row row, Instant now) {
        jdbc.update(INSERT, statement -> {
            statement.setInt(1, row.number());
            statement.setString(2, row.reason());
            statement.setString(3, row.json());
            statement.setObject(4, row.objective(), Types.DOUBLE);
            statement.setLong(5, row.runId());
            statement.setInt(6, row.trialId());
            statement.setObject(7, row.replaces(), Types.INTEGER);
            statement.setObject(8, row.restores(), Types.INTEGER);
            statement.setObject(9, row.gain(), Types.DOUBLE);
            statement.setObject(10, row.pValue(), Types.DOUBLE);
            statement.setString(11, row.note());
            statement.setObject(12, Times.utc(now));
            statement.setString(13, study);
        });
    }
}
