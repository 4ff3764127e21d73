package dev.nocturne.store;

import dev.nocturne.engine.Attempt;
import dev.nocturne.engine.Proposer;
import dev.nocturne.event.TuningEvent;
import dev.nocturne.space.Point;
import dev.nocturne.study.Budget;
import dev.nocturne.study.ChampionSettings;
import dev.nocturne.study.Direction;
import dev.nocturne.study.Origin;
import dev.nocturne.study.Study;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What one run evaluates again once its search is over: the champion and the best challengers, each with the same seeds. Who
 * they are follows from the search's results alone, so it is the same whatever the run's workers and its crashes. For a
 * caller that holds the run's lock; not thread-safe.
 */
final class Confirmations {
    private static final String FIRST_UNENDED = """
            select min(trial_id) from trial where run_id = ? and trial_id >= ? and ended_at is null
            """;
    private static final String CHAMPION = """
            select trial_id, parameters, budget from trial where run_id = ? and trial_id = 0 and origin = 'CHAMPION'
            """;
    private static final String BEST = """
            select t.trial_id, t.parameters, t.budget
              from trial t
             where t.run_id = ? and t.trial_id < ? and t.status = 'COMPLETED' and t.origin <> 'CONFIRMATION'
               and t.budget = ?
             order by t.objective %s, t.trial_id
             fetch first ? rows only
            """;
    private static final String INSERT = """
            insert into confirmation (run_id, place, trial_id, role) values (?, ?, ?, ?)
            """;
    private static final String PLANNED = """
            select t.trial_id, t.parameters, t.budget, c.role
              from confirmation c
              join trial t on t.run_id = c.run_id and t.trial_id = c.trial_id
             where c.run_id = ?
             order by c.place
            """;
    private static final String FIX = """
            update tuning_run set search_trials = ?, confirmation_trials = ? where run_id = ?
            """;

    private static final String ADVANCE = """
            update tuning_run set next_confirmation = ? where run_id = ?
            """;

    private final JdbcTemplate jdbc;
    private final long runId;
    private final Study study;
    private final ChampionSettings settings;
    private final Proposer proposer;
    private List<Candidate> planned = List.of();
    private int ended;

    /** Parameters to evaluate again, by the trial that they were found in. */
    record Candidate(int trialId, Point parameters, Budget budget, boolean isChampion) {}

    Confirmations(JdbcTemplate jdbc, long runId, Study study, ChampionSettings settings, Proposer proposer) {
        this.proposer = proposer;
        this.jdbc = jdbc;
        this.runId = runId;
        this.study = study;
        this.settings = settings;
    }

    /**
     * What a claim comes to.
     *
     * @param started that this begins, if it does
     */
    record Next(List<Attempt> attempts, Optional<TuningEvent> started) {
        private static final Next NOTHING = new Next(List.of(), Optional.empty());
    }

    /** The next trials of a run whose search is over; none while trials of the search have not ended. */
    Next claim(LockedRun run, int limit, Instant now) {
        Optional<TuningEvent> started = Optional.empty();
        int trials = run.confirmationTrials();
        if (run.searchTrials() == null) {
            if (!allEnded(run.next())) {
                return Next.NOTHING;
            }
            trials = plan(run.next());
            started = Optional.of(new TuningEvent.ConfirmationStarted(run.next(), planned.size(), trials, now));
        }
        int from = run.nextConfirmation();
        int to = Math.min(trials, from + limit);
        jdbc.update(ADVANCE, to, runId);
        return new Next(attempts(run.next(), from, to), started);
    }

    private boolean allEnded(int handedOut) {
        Integer unended = jdbc.queryForObject(FIRST_UNENDED, Integer.class, runId, ended);
        ended = unended == null ? handedOut : unended;
        return unended == null;
    }

    /** Fixes what is evaluated again. */
    private int plan(int searchTrials) {
        planned = candidates(searchTrials);
        for (int place = 0; place < planned.size(); place++) {
            Candidate one = planned.get(place);
            jdbc.update(INSERT, runId, place, one.trialId(), one.isChampion() ? "CHAMPION" : "CHALLENGER");
        }
        int trials = planned.size() * settings.confirm();
        jdbc.update(FIX, searchTrials, trials, runId);
        return trials;
    }

    /** The champion first, then the best; nobody if there is none to compare with it. */
    private List<Candidate> candidates(int searchTrials) {
        List<Candidate> candidates = new ArrayList<>(jdbc.query(CHAMPION, (row, i) -> candidate(row, true), runId));
        List<Candidate> challengers = challengers(searchTrials, candidates);
        candidates.addAll(challengers);
        return challengers.isEmpty() ? List.of() : List.copyOf(candidates);
    }

    /** The best of different parameters at the whole budget; of equal ones the earliest, and none that is in use. */
    private List<Candidate> challengers(int searchTrials, List<Candidate> champion) {
        String best = BEST.formatted(study.direction() == Direction.MINIMIZE ? "" : "desc");
        for (int limit = 8 * settings.challengers(); ; limit *= 8) {
            List<Candidate> rows = jdbc.query(
                    best, (row, i) -> candidate(row, false), runId, searchTrials, study.wholeBudget(), limit);
            Map<Point, Candidate> different = new LinkedHashMap<>();
            rows.forEach(row -> different.putIfAbsent(row.parameters(), row));
            champion.forEach(one -> different.remove(one.parameters()));
            if (different.size() >= settings.challengers() || rows.size() < limit) {
                return different.values().stream().limit(settings.challengers()).toList();
            }
        }
    }

    private Candidate candidate(ResultSet row, boolean isChampion) throws SQLException {
        return candidate(row, isChampion, study);
    }

    private static Candidate candidate(ResultSet row, boolean isChampion, Study study) throws SQLException {
        return new Candidate(
                row.getInt("trial_id"),
                ParametersJson.read(row.getString("parameters"), study.space()),
                Budget.of(row.getDouble("budget")),
                isChampion);
    }

    private List<Candidate> planned() {
        if (planned.isEmpty()) {
            planned = planned(jdbc, runId, study);
        }
        return planned;
    }

    /** Who was fixed, in order; nobody while the search goes on. */
    static List<Candidate> planned(JdbcTemplate jdbc, long runId, Study study) {
        return jdbc.query(PLANNED, (row, i) -> candidate(row, "CHAMPION".equals(row.getString("role")), study), runId);
    }

    /** All candidates with one seed, then with the next. */
    private List<Attempt> attempts(int searchTrials, int from, int to) {
        List<Candidate> candidates = planned();
        var attempts = new ArrayList<Attempt>();
        for (int number = from; number < to; number++) {
            Candidate one = candidates.get(number % candidates.size());
            Origin origin = Origin.confirmation(one.trialId(), number / candidates.size());
            attempts.add(proposer.firstConfirmation(searchTrials + number, origin, one.parameters(), one.budget()));
        }
        return attempts;
    }

    /** The trials that come after a search of so many, as they must have been handed out. */
    List<Attempt> expected(int searchTrials) {
        planned = candidates(searchTrials);
        return attempts(searchTrials, 0, planned.size() * settings.confirm());
    }
}
