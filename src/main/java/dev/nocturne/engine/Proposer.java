package dev.nocturne.engine;

import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.Point;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.study.Goal;
import dev.nocturne.study.Observation;
import dev.nocturne.study.Study;
import dev.nocturne.study.Trial;
import dev.nocturne.study.TrialHistory;
import dev.nocturne.study.TrialRandom;
import java.util.List;

/** Proposes the trials of one run: its strategy together with its seed. As thread-safe as the strategy, which is. */
public final class Proposer {
    /** The full effort. */
    public static final double FULL_BUDGET = 1.0;

    private final Strategy strategy;
    private final long seed;
    private final CoordinateSpace space;
    private final List<Goal> goals;
    private final List<Observation> known;

    /**
     * The proposer of a run.
     *
     * @param known ended trials from before the run, to learn from
     */
    public Proposer(Study study, Strategy strategy, long seed, List<Trial> known) {
        this.strategy = strategy;
        this.seed = seed;
        this.space = new CoordinateSpace(study.space());
        this.goals = study.goals();
        this.known = known.stream().map(this::observe).toList();
    }

    /** What the study wants of its objectives. */
    public List<Goal> goals() {
        return goals;
    }

    /** What later proposals may know of a trial that has ended. */
    public Observation observe(Trial ended) {
        return Observation.of(ended, space, goals);
    }

    /** What later proposals may know of a trial that has not. */
    public double[] coordinates(Point pending) {
        return space.coordinates(pending);
    }

    /** How many leading trials must have ended before this one can be proposed. */
    public int requiredHistory(int trialId) {
        return strategy.requiredHistory(trialId);
    }

    /** Whether the strategy looks at other trials before it proposes this one. */
    public boolean looksAtHistory(int trialId) {
        return strategy.looksAtOthers() || !known.isEmpty() || requiredHistory(trialId) > 0;
    }

    /**
     * The parameters of a trial; a pure function of the run and the arguments.
     *
     * @param ended the leading trials, as many as {@link #requiredHistory} asks for
     * @param pending the trials between those and this one; none if it does not {@linkplain #looksAtHistory look at them}
     */
    public Point propose(int trialId, List<Observation> ended, List<double[]> pending) {
        var history = new TrialHistory(known, ended, pending);
        return strategy.propose(trialId, history, new TrialRandom(seed, trialId))
                .parameters();
    }

    /** The first attempt at a trial with these parameters. */
    public Attempt firstAttempt(int trialId, Point parameters) {
        return attempt(trialId, 1, parameters, 0);
    }

    /** A later attempt at a trial. */
    public Attempt attempt(int trialId, int number, Point parameters, int failedBefore) {
        return new Attempt(trialId, number, parameters, TrialRandom.seedOf(seed, trialId), FULL_BUDGET, failedBefore);
    }
}
