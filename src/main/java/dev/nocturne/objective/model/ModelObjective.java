package dev.nocturne.objective.model;

import dev.nocturne.objective.EvaluationException;
import dev.nocturne.objective.Objective;
import dev.nocturne.objective.ObjectiveSettings;
import dev.nocturne.objective.TrialContext;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.TrialRandom;
import java.util.Map;

/**
 * The mean score of a learner over the folds of a cross-validation. After each fold the mean so far is a measurement, and a
 * trial that is pruned for it evaluates no further one.
 *
 * <p>The folds are the same for every trial, and come in the same order. At a part of the whole budget that part of them is
 * evaluated, rounded up. An interrupt is noticed between folds. Thread-safe; the same trial gives the same number on any
 * thread.
 */
public final class ModelObjective implements Objective {
    // The library quotes whole rows.
    private static final int LONGEST_MESSAGE = 500;

    private final Learner learner;
    private final Metric metric;
    private final TrainingData data;
    private final StratifiedFolds folds;
    private final long foldSeed;
    private final Map<String, String> fixed;
    private final FoldScorer scorer;
    private final double wholeBudget;

    /**
     * The objective of a study.
     *
     * @param wholeBudget the budget at which a trial evaluates every fold
     */
    ModelObjective(
            Learner learner, Metric metric, TrainingData data, ObjectiveSettings.Model settings, double wholeBudget) {
        this.wholeBudget = wholeBudget;
        this.learner = learner;
        this.metric = metric;
        this.data = data;
        foldSeed = settings.foldSeed();
        folds = new StratifiedFolds(data.target().strata(), settings.folds(), foldSeed);
        fixed = settings.fixed();
        scorer = data.target() instanceof Target.Classes classes
                ? new Classification(classes, metric)
                : new Regression((Target.Numbers) data.target(), metric);
        TribuoOutput.silence();
    }

    @Override
    public double evaluate(TrialContext trial) throws EvaluationException, InterruptedException {
        var values = new HyperParameterValues(trial.parameters(), fixed);
        StratifiedFolds parts = trial.isConfirmation() ? foldsOf(trial.seed()) : folds;
        int wanted = folds(trial.budget());
        double sum = 0;
        double mean = 0;
        for (int fold = 0; fold < wanted && !trial.isPruned(); fold++) {
            if (Thread.interrupted()) {
                throw new InterruptedException("between folds");
            }
            sum += score(parts, fold, values, trial);
            mean = sum / (fold + 1);
            trial.report(fold + 1, mean);
        }
        return mean;
    }

    /** The search compares all parameters on the same folds, and so may have fitted them to these. */
    private StratifiedFolds foldsOf(long seed) {
        int few = Math.floorMod(seed, Integer.MAX_VALUE);
        return new StratifiedFolds(data.target().strata(), folds.count(), TrialRandom.seedOf(foldSeed, few));
    }

    /** How many folds a budget pays for, at least one. A quotient that is whole but for rounding counts as whole. */
    private int folds(double budget) {
        double share = Math.ceil(budget / wholeBudget * folds.count() - 1e-9);
        return (int) Math.max(1, Math.min(folds.count(), share));
    }

    private static String beginningOf(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        return message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
    }

    private double score(StratifiedFolds parts, int fold, HyperParameterValues values, TrialContext trial)
            throws EvaluationException {
        int[] training = parts.training(fold);
        var encoder = new FeatureEncoder(data.features(), training, learner.standardised());
        var fit = new Fit(learner, values, encoder.width(), TrialRandom.seedOf(values.seed(trial.seed()), fold));
        double score;
        try {
            score = scorer.score(encoder, training, parts.test(fold), fit);
        } catch (RuntimeException e) {
            throw new EvaluationException(
                    FailureKind.EXCEPTION,
                    learner.studyName() + " could not be trained in fold " + fold + ": " + beginningOf(e));
        }
        if (!Double.isFinite(score)) {
            throw new EvaluationException(
                    FailureKind.NOT_A_NUMBER,
                    metric.studyName() + " of fold " + fold + " is " + score + ": the training of "
                            + learner.studyName() + " went astray, as with too high a learning rate.");
        }
        return score;
    }
}
