package dev.nocturne.objective.model;

import static dev.nocturne.objective.model.Task.CLASSIFICATION;
import static dev.nocturne.objective.model.Task.REGRESSION;

import dev.nocturne.study.Direction;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How good the predictions for one fold are. The metric decides the task, and which direction is better. */
public enum Metric {
    /** Share of rows whose class is predicted, 0 to 1. */
    ACCURACY(CLASSIFICATION, Direction.MAXIMIZE),
    /** Mean of -ln of the probability given to the true class; probabilities are kept above 1e-15. */
    LOG_LOSS(CLASSIFICATION, Direction.MINIMIZE),
    /** Area under the ROC curve, 0 to 1; with more than two classes the mean of each class against the rest. */
    AUC(CLASSIFICATION, Direction.MAXIMIZE),
    /** Root of the mean squared error, in the target's unit. */
    RMSE(REGRESSION, Direction.MINIMIZE),
    /** Mean absolute error, in the target's unit. */
    MAE(REGRESSION, Direction.MINIMIZE);

    private final Task task;
    private final Direction direction;

    Metric(Task task, Direction direction) {
        this.task = task;
        this.direction = direction;
    }

    /** The metric that a study file means by the name. */
    public static Optional<Metric> named(String studyName) {
        return Arrays.stream(values())
                .filter(metric -> metric.studyName().equals(studyName))
                .findFirst();
    }

    /** The names that a study file may give. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Metric::studyName).toList();
    }

    /** The word for it in a study file. */
    public String studyName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Which direction a study with this metric must have. */
    public Direction direction() {
        return direction;
    }

    Task task() {
        return task;
    }

    boolean needsProbabilities() {
        return this == LOG_LOSS || this == AUC;
    }
}
