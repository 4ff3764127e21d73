package dev.nocturne.bench;

import dev.nocturne.engine.Proposer;
import dev.nocturne.strategy.Proposal;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.strategy.StrategySettings;
import dev.nocturne.strategy.pruner.Pruner;
import dev.nocturne.study.BudgetSettings;
import dev.nocturne.study.Observation;
import dev.nocturne.study.Study;
import dev.nocturne.study.Trial;
import dev.nocturne.study.TrialRandom;
import dev.nocturne.study.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A run on a {@link FidelityTask} until a total budget is spent, one trial after the other as far as results go. */
public final class FidelityRun {
    private static final long NOISE = 0x4e4f495345L;

    private final FidelityTask task;
    private final String strategy;
    private final Optional<BudgetSettings> budget;
    private final int lag;

    /**
     * A run.
     *
     * @param budget empty for strategies without rungs
     */
    public FidelityRun(FidelityTask task, String strategy, Optional<BudgetSettings> budget, int lag) {
        this.task = task;
        this.strategy = strategy;
        this.budget = budget;
        this.lag = lag;
    }

    /**
     * The regret of the best trial at the largest budget that was reached, by what was measured, after each of some totals;
     * NaN if there is none.
     *
     * @param totals ascending, in trials at the whole budget; a trial that begins from a checkpoint is charged as if it did not
     */
    public double[] regrets(long seed, int... totals) {
        var study = Study.named("fidelity").strategy(strategy).seed(seed);
        task.parameters().forEach(study::parameter);
        budget.ifPresent(study::budget);
        int last = totals[totals.length - 1];
        var settings = new StrategySettings(seed, lag, last);
        var proposer = new Proposer(
                study.build(),
                new StrategyFactory().create(study.build(), settings),
                Pruner.NONE,
                seed,
                lag,
                List.of());
        double whole = study.build().wholeBudget();
        double[] regrets = new double[totals.length];
        var trials = new ArrayList<Trial>();
        var observed = new ArrayList<Observation>();
        double spent = 0;
        int reached = 0;
        while (reached < totals.length) {
            int id = trials.size();
            int required = proposer.requiredHistory(id);
            Proposal proposal = proposer.propose(id, observed.subList(0, required), observed.subList(required, id));
            double share = proposal.budget().amount() / whole;
            while (reached < totals.length && spent + share > totals[reached] + 1e-9) {
                regrets[reached++] = regret(trials);
            }
            spent += share;
            double value = task.measured(proposal.parameters(), share, new TrialRandom(seed ^ NOISE, id));
            trials.add(new Trial(id, proposal.parameters(), proposal.budget(), new TrialState.Completed(value)));
            observed.add(proposer.observe(trials.get(id)));
        }
        return regrets;
    }

    private double regret(List<Trial> trials) {
        double regret = Double.NaN;
        double amount = 0;
        double best = 0;
        for (Trial trial : trials) {
            double value = ((TrialState.Completed) trial.state()).objective();
            double reached = trial.budget().amount();
            if (reached > amount || reached == amount && value < best) {
                regret = task.regret(trial.parameters());
                amount = reached;
                best = value;
            }
        }
        return regret;
    }
}
