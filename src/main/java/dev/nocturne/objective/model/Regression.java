package dev.nocturne.objective.model;

import java.util.Arrays;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.libsvm.LibSVMRegressionTrainer;
import org.tribuo.regression.libsvm.SVMRegressionType;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;
import org.tribuo.regression.sgd.linear.LinearSGDTrainer;
import org.tribuo.regression.sgd.objectives.SquaredLoss;

/** Predicts numbers; the learners see them standardised, by the training rows of the fold. Immutable. */
record Regression(Target.Numbers target, Metric metric) implements FoldScorer {
    private static final RegressionFactory REGRESSORS = new RegressionFactory();
    private static final int NO_LOGGING = -1;
    private static final String DIMENSION = "target";

    @Override
    public double score(FeatureEncoder encoder, int[] training, int[] test, Fit fit) {
        var scale = Standardisation.of(values(training));
        var dataset = new MutableDataset<>(new SimpleDataSourceProvenance("rows", REGRESSORS), REGRESSORS);
        for (int row : training) {
            dataset.add(example(encoder, row, scale.apply(target.values()[row])));
        }
        Model<Regressor> model = trainer(fit).train(dataset);
        double[] predicted = Arrays.stream(test)
                .mapToDouble(row ->
                        model.predict(example(encoder, row, 0)).getOutput().getValues()[0])
                .map(scale::undo)
                .toArray();
        return switch (metric) {
            case RMSE -> Scores.rmse(values(test), predicted);
            case MAE -> Scores.mae(values(test), predicted);
            case ACCURACY, LOG_LOSS, AUC -> throw new IllegalStateException(metric + " is not for numbers.");
        };
    }

    private double[] values(int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> target.values()[row]).toArray();
    }

    private static Trainer<Regressor> trainer(Fit fit) {
        return switch (fit.learner()) {
            case RANDOM_FOREST -> fit.forest(tree(fit, 1.0 / 3), new MeanCombiner());
            case DECISION_TREE -> tree(fit, 1);
            case LINEAR_REGRESSION ->
                new LinearSGDTrainer(
                        new SquaredLoss(), fit.optimizer(), fit.epochs(), NO_LOGGING, fit.batchSize(), fit.seed());
            case SVM ->
                new LibSVMRegressionTrainer(
                        fit.svm(new SVMRegressionType(SVMRegressionType.SVMMode.EPSILON_SVR)), false, fit.seed());
            case K_NEAREST_NEIGHBOURS -> fit.neighbours(new MeanCombiner());
            case LOGISTIC_REGRESSION -> throw new IllegalStateException(fit.learner() + " is not for numbers.");
        };
    }

    private static CARTRegressionTrainer tree(Fit fit, double features) {
        return new CARTRegressionTrainer(
                fit.maxDepth(),
                fit.minChildWeight(),
                fit.minImpurityDecrease(),
                fit.featureFraction(features),
                false,
                new MeanSquaredError(),
                fit.seed());
    }

    private static ArrayExample<Regressor> example(FeatureEncoder encoder, int row, double value) {
        return new ArrayExample<>(new Regressor(DIMENSION, value), encoder.names(), encoder.encode(row));
    }
}
