package dev.nocturne.store;

import dev.nocturne.engine.champion.Comparison;
import dev.nocturne.engine.champion.Confirmed;
import dev.nocturne.engine.champion.Contest;
import dev.nocturne.engine.champion.Decision;
import dev.nocturne.event.TuningEvent;
import dev.nocturne.store.Confirmations.Candidate;
import dev.nocturne.study.ChampionSettings;
import dev.nocturne.study.Study;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whether the study has another champion after a run, decided when the run ends, in its transaction. */
final class Promotions {
    private static final String RESULTS = """
            select confirms, repetition, case when status = 'COMPLETED' then objective end as objective
              from trial
             where run_id = ? and trial_id >= ? and origin = 'CONFIRMATION' and ended_at is not null
            """;
    private static final String EVIDENCE = """
            update confirmation
               set completed = ?, failed = ?, mean_objective = ?, deviation = ?, gain = ?, p_value = ?, adjusted_p_value = ?,
                   promoted = ?, note = ?
             where run_id = ? and trial_id = ?
            """;

    private final JdbcTemplate jdbc;
    private final JdbcChampions champions;

    Promotions(JdbcTemplate jdbc, JdbcChampions champions) {
        this.jdbc = jdbc;
        this.champions = champions;
    }

    /**
     * Decides, and records the evidence and the decision.
     *
     * @param complete whether all candidates were evaluated as often as the study asks for; if not, as the run's time was
     *     over, nobody is promoted
     * @return what happened, for the caller to record
     */
    Optional<TuningEvent> decide(RunRecord run, Study study, boolean complete, Instant now) {
        ChampionSettings settings = study.champion().orElseThrow();
        List<Candidate> candidates = Confirmations.planned(jdbc, run.runId(), study);
        List<Candidate> challengers =
                candidates.stream().filter(one -> !one.isChampion()).toList();
        if (challengers.isEmpty() || run.searchTrials() == null) {
            return Optional.empty();
        }
        List<Confirmed> results = results(run, run.searchTrials(), candidates);
        StudyRow.lock(run.study(), jdbc);
        Optional<ChampionRecord> current = champions.current(run.study());
        var contest = new Contest(settings, study.direction());
        boolean withChampion = candidates.size() > challengers.size();
        Decision decision;
        if (!complete) {
            decision = contest.undecided(results, withChampion);
        } else if (withChampion) {
            decision = contest.between(results.get(0), results.subList(1, results.size()));
        } else {
            decision = contest.first(results);
        }
        Optional<String> obstacle = obstacle(run, current);
        decision.champion()
                .ifPresent(one -> record(run, one, false, obstacle.isEmpty() ? one.note() : "no longer the champion"));
        Optional<Comparison> promoted = decision.promoted().filter(one -> obstacle.isEmpty());
        for (Comparison one : decision.challengers()) {
            boolean isPromoted = promoted.filter(one::equals).isPresent();
            boolean isHeldUp =
                    !isPromoted && decision.promoted().filter(one::equals).isPresent();
            record(run, one, isPromoted, isHeldUp ? obstacle.orElseThrow() : one.note());
        }
        return promoted.map(winner -> champions.promote(
                run,
                winner,
                challengers.stream()
                        .filter(one -> one.trialId() == winner.trialId())
                        .findFirst()
                        .orElseThrow()
                        .parameters(),
                current,
                now));
    }

    /** What else stands in the way of the best challenger. */
    private static Optional<String> obstacle(RunRecord run, Optional<ChampionRecord> current) {
        Integer now = current.map(ChampionRecord::number).orElse(null);
        if (Objects.equals(now, run.championNumber())) {
            return Optional.empty();
        }
        return Optional.of(
                run.championNumber() == null
                        ? "not promoted: it was not compared with champion " + now
                        : "not promoted: champion " + run.championNumber()
                                + ", which it was compared with, is no longer the champion");
    }

    /** Of each candidate the evaluations that have ended, in the order of their seeds. */
    private List<Confirmed> results(RunRecord run, int searchTrials, List<Candidate> candidates) {
        Map<Integer, SortedMap<Integer, OptionalDouble>> objectives = new HashMap<>();
        jdbc.query(
                RESULTS,
                row -> {
                    Double objective = row.getObject("objective", Double.class);
                    objectives
                            .computeIfAbsent(row.getInt("confirms"), trial -> new TreeMap<>())
                            .put(
                                    row.getInt("repetition"),
                                    objective == null ? OptionalDouble.empty() : OptionalDouble.of(objective));
                },
                run.runId(),
                searchTrials);
        return candidates.stream()
                .map(one -> new Confirmed(
                        one.trialId(),
                        List.copyOf(objectives
                                .getOrDefault(one.trialId(), Collections.emptySortedMap())
                                .values())))
                .toList();
    }

    private void record(RunRecord run, Comparison one, boolean promoted, String note) {
        jdbc.update(EVIDENCE, statement -> {
            statement.setInt(1, one.completed());
            statement.setInt(2, one.failed());
            setDouble(statement, 3, one.mean());
            setDouble(statement, 4, one.deviation());
            setDouble(statement, 5, one.gain());
            setDouble(statement, 6, one.pValue());
            setDouble(statement, 7, one.adjustedPValue());
            statement.setBoolean(8, promoted);
            statement.setString(9, note);
            statement.setLong(10, run.runId());
            statement.setInt(11, one.trialId());
        });
    }

    private static void setDouble(PreparedStatement statement, int index, OptionalDouble value) throws SQLException {
        statement.setObject(index, value.isPresent() ? value.getAsDouble() : null, Types.DOUBLE);
    }
}
