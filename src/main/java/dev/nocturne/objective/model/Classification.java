package dev.nocturne.objective.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.libsvm.LibSVMClassificationTrainer;
import org.tribuo.classification.libsvm.SVMClassificationType;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Predicts classes. Immutable. */
record Classification(Target.Classes target, Metric metric) implements FoldScorer {
    private static final LabelFactory LABELS = new LabelFactory();
    private static final int NO_LOGGING = -1;

    @Override
    public double score(FeatureEncoder encoder, int[] training, int[] test, Fit fit) {
        var dataset = new MutableDataset<>(new SimpleDataSourceProvenance("rows", LABELS), LABELS);
        for (int row : training) {
            dataset.add(example(encoder, row));
        }
        Model<Label> model = trainer(fit).train(dataset);
        int[] truth = Arrays.stream(test).map(row -> target.classes()[row]).toArray();
        List<Prediction<Label>> predictions = Arrays.stream(test)
                .mapToObj(row -> model.predict(example(encoder, row)))
                .toList();
        return switch (metric) {
            case ACCURACY -> accuracy(truth, predictions);
            case LOG_LOSS -> Scores.logLoss(truth, probabilities(predictions));
            case AUC -> Scores.auc(truth, probabilities(predictions));
            case RMSE, MAE -> throw new IllegalStateException(metric + " is not for classes.");
        };
    }

    private Trainer<Label> trainer(Fit fit) {
        double someFeatures = 1 / StrictMath.sqrt(fit.features());
        return switch (fit.learner()) {
            case RANDOM_FOREST -> fit.forest(tree(fit, someFeatures), new VotingCombiner());
            case DECISION_TREE -> tree(fit, 1);
            case LOGISTIC_REGRESSION ->
                new LinearSGDTrainer(
                        new LogMulticlass(), fit.optimizer(), fit.epochs(), NO_LOGGING, fit.batchSize(), fit.seed());
            case SVM -> svm(fit);
            case K_NEAREST_NEIGHBOURS -> fit.neighbours(new VotingCombiner());
            case LINEAR_REGRESSION -> throw new IllegalStateException(fit.learner() + " is not for classes.");
        };
    }

    private static CARTClassificationTrainer tree(Fit fit, double features) {
        return new CARTClassificationTrainer(
                fit.maxDepth(),
                fit.minChildWeight(),
                fit.minImpurityDecrease(),
                fit.featureFraction(features),
                false,
                new GiniIndex(),
                fit.seed());
    }

    private Trainer<Label> svm(Fit fit) {
        var parameters = fit.svm(new SVMClassificationType(SVMClassificationType.SVMMode.C_SVC));
        if (metric.needsProbabilities()) {
            parameters.setProbability(); // An inner cross-validation, so only where it is needed.
        }
        return new LibSVMClassificationTrainer(parameters, fit.seed());
    }

    private ArrayExample<Label> example(FeatureEncoder encoder, int row) {
        var label = new Label(name(target.classes()[row]));
        return new ArrayExample<>(label, encoder.names(), encoder.encode(row));
    }

    /** The library's own names: those of the file may be anything, and it has meanings for some. */
    private static String name(int c) {
        return "c" + c;
    }

    private static double accuracy(int[] truth, List<Prediction<Label>> predictions) {
        boolean astray = predictions.stream()
                .map(Prediction::getOutputScores)
                .flatMap(scores -> scores.values().stream())
                .anyMatch(score -> Double.isNaN(score.getScore()));
        int[] predicted = predictions.stream()
                .mapToInt(prediction ->
                        Integer.parseInt(prediction.getOutput().getLabel().substring(1)))
                .toArray();
        return astray ? Double.NaN : Scores.accuracy(truth, predicted);
    }

    private double[][] probabilities(Collection<Prediction<Label>> predictions) {
        return predictions.stream().map(this::probabilities).toArray(double[][]::new);
    }

    private double[] probabilities(Prediction<Label> prediction) {
        if (!prediction.hasProbabilities()) {
            throw new IllegalStateException("The model gives no probabilities.");
        }
        double[] probabilities = new double[target.names().size()];
        for (int c = 0; c < probabilities.length; c++) {
            Label score = prediction.getOutputScores().get(name(c));
            probabilities[c] = score == null ? 0 : score.getScore();
        }
        return probabilities;
    }
}
