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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whether the study has another champion after a run, decided when the run ends, in its transaction. */
final class Promotions {
    private static final String RESULTS = """
            select confirms, repetition, objective
              from trial
             where run_id = ? and trial_id >= ? and origin = 'CONFIRMATION' and status = 'COMPLETED'
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
        List<Candidate> candidates = new Confirmations(jdbc, run.runId(), study, settings).planned();
        List<Candidate> challengers =
                candidates.stream().filter(one -> !one.isChampion()).toList();
        if (challengers.isEmpty() || run.searchTrials() == null) {
            return Optional.empty();
        }
        List<Confirmed> results = results(run, run.searchTrials(), candidates, settings.confirm());
        champions.lock(run.study());
        Optional<ChampionRecord> current = champions.current(run.study());
        var contest = new Contest(settings, study.direction());
        boolean withChampion = candidates.size() > challengers.size();
        Decision decision = withChampion
                ? contest.between(results.get(0), results.subList(1, results.size()))
                : contest.first(results);
        Optional<String> obstacle = obstacle(run, current, complete);
        decision.champion().ifPresent(one -> record(run, one, false, one.note()));
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
    private static Optional<String> obstacle(RunRecord run, Optional<ChampionRecord> current, boolean complete) {
        if (!complete) {
            return Optional.of("not promoted: the run's time was over before all were evaluated again");
        }
        Integer now = current.map(ChampionRecord::number).orElse(null);
        if (Objects.equals(now, run.championNumber())) {
            return Optional.empty();
        }
        return Optional.of(
                run.championNumber() == null
                        ? "not promoted: it was not compared with champion " + now
                        : "not promoted: champion " + run.championNumber()
                                + ", which it was compared with, is no longer the" + " champion");
    }

    private List<Confirmed> results(RunRecord run, int searchTrials, List<Candidate> candidates, int repetitions) {
        List<List<OptionalDouble>> objectives = new ArrayList<>();
        candidates.forEach(
                one -> objectives.add(new ArrayList<>(Collections.nCopies(repetitions, OptionalDouble.empty()))));
        jdbc.query(
                RESULTS,
                row -> {
                    int trial = row.getInt("confirms");
                    for (int i = 0; i < candidates.size(); i++) {
                        if (candidates.get(i).trialId() == trial) {
                            objectives
                                    .get(i)
                                    .set(row.getInt("repetition"), OptionalDouble.of(row.getDouble("objective")));
                        }
                    }
                },
                run.runId(),
                searchTrials);
        var confirmed = new ArrayList<Confirmed>();
        for (int i = 0; i < candidates.size(); i++) {
            confirmed.add(new Confirmed(candidates.get(i).trialId(), objectives.get(i)));
        }
        return confirmed;
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
