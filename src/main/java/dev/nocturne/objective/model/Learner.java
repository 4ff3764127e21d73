package dev.nocturne.objective.model;

import static dev.nocturne.objective.model.HyperParameter.choice;
import static dev.nocturne.objective.model.HyperParameter.real;
import static dev.nocturne.objective.model.HyperParameter.whole;
import static dev.nocturne.objective.model.Task.CLASSIFICATION;
import static dev.nocturne.objective.model.Task.REGRESSION;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The learners that a study file may name, with the ranges of their hyper-parameters. Each of them also takes
 * {@code seed}, a whole number from 0; by default the trial's own.
 */
public enum Learner {
    /**
     * Trees, each grown on a bootstrap sample with a random share of the features at each split (Breiman, Machine
     * Learning 45, 2001). Defaults: 100 trees, {@code feature-fraction} such that the root of the number of features is
     * looked at for classes and a third of them for numbers (always at least one), the rest as for a single tree.
     */
    RANDOM_FOREST(
            EnumSet.allOf(Task.class),
            false,
            whole("trees", 1, 10_000),
            whole("max-depth", 1, 1_000),
            real("min-child-weight", 1e-6, 1e9),
            real("min-impurity-decrease", 0, 1e9),
            real("feature-fraction", 1e-6, 1)),
    /**
     * One tree (Breiman, Friedman, Olshen and Stone, "Classification and Regression Trees", 1984). Defaults: no
     * {@code max-depth}, {@code min-child-weight} 1 row, {@code min-impurity-decrease} 0, all features.
     */
    DECISION_TREE(
            EnumSet.allOf(Task.class),
            false,
            whole("max-depth", 1, 1_000),
            real("min-child-weight", 1e-6, 1e9),
            real("min-impurity-decrease", 0, 1e9),
            real("feature-fraction", 1e-6, 1)),
    /**
     * Multinomial logistic regression by stochastic gradient descent, on standardised features. Defaults: adagrad,
     * {@code learning-rate} 0.1, 20 epochs, {@code batch-size} 1.
     */
    LOGISTIC_REGRESSION(
            EnumSet.of(CLASSIFICATION),
            true,
            choice("optimizer", "adagrad", "adam", "rmsprop", "sgd"),
            real("learning-rate", 1e-9, 1e3),
            whole("epochs", 1, 100_000),
            whole("batch-size", 1, 1_000_000)),
    /** Linear least squares by stochastic gradient descent, on standardised features and target. Defaults as above. */
    LINEAR_REGRESSION(
            EnumSet.of(REGRESSION),
            true,
            choice("optimizer", "adagrad", "adam", "rmsprop", "sgd"),
            real("learning-rate", 1e-9, 1e3),
            whole("epochs", 1, 100_000),
            whole("batch-size", 1, 1_000_000)),
    /**
     * Support vector machine (Chang and Lin, "LIBSVM", ACM TIST 2(3), 2011), on standardised features; for a number
     * epsilon-regression on the standardised target. Its probabilities are Platt's, from an inner cross-validation.
     * Defaults: rbf, {@code c} 1, {@code gamma} 1 / number of features, {@code epsilon} 0.1 (of use in regression only).
     */
    SVM(
            EnumSet.allOf(Task.class),
            true,
            choice("kernel", "rbf", "linear"),
            real("c", 1e-6, 1e6),
            real("gamma", 1e-9, 1e6),
            real("epsilon", 0, 1e3)),
    /**
     * The k nearest rows vote, or are averaged, on standardised features; a k above their number means all. Defaults:
     * {@code k} 5, {@code distance} l2.
     */
    K_NEAREST_NEIGHBOURS(
            EnumSet.allOf(Task.class), true, whole("k", 1, 100_000), choice("distance", "l2", "l1", "cosine"));

    private final Set<Task> tasks;
    private final boolean standardised;
    private final List<HyperParameter> hyperParameters;

    Learner(Set<Task> tasks, boolean standardised, HyperParameter... hyperParameters) {
        this.tasks = tasks;
        this.standardised = standardised;
        this.hyperParameters = Stream.concat(Stream.of(hyperParameters), Stream.of(whole("seed", 0, 1L << 53)))
                .toList();
    }

    /** The learner that a study file means by the name. */
    public static Optional<Learner> named(String studyName) {
        return Arrays.stream(values())
                .filter(learner -> learner.studyName().equals(studyName))
                .findFirst();
    }

    /** The names that a study file may give. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Learner::studyName).toList();
    }

    /** The word for it in a study file. */
    public String studyName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The names of the hyper-parameters that it takes. */
    public List<String> hyperParameterNames() {
        return hyperParameters.stream().map(HyperParameter::name).toList();
    }

    boolean does(Task task) {
        return tasks.contains(task);
    }

    boolean standardised() {
        return standardised;
    }

    Optional<HyperParameter> hyperParameter(String name) {
        return hyperParameters.stream().filter(h -> h.name().equals(name)).findFirst();
    }
}
