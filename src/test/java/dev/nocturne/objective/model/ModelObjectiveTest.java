package dev.nocturne.objective.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nocturne.objective.EvaluationException;
import dev.nocturne.objective.Objective;
import dev.nocturne.objective.ObjectiveFactory;
import dev.nocturne.objective.ObjectiveSettings;
import dev.nocturne.objective.Trials;
import dev.nocturne.study.BudgetSettings;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.Study;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelObjectiveTest {
    private static final Path DATA = Path.of("config/studies/data").toAbsolutePath();

    @ParameterizedTest
    @CsvSource({
        "random-forest, accuracy, 0.93, 0.98",
        "decision-tree, accuracy, 0.90, 0.97",
        "logistic-regression, accuracy, 0.96, 0.99",
        "svm, accuracy, 0.96, 0.99",
        "k-nearest-neighbours, accuracy, 0.95, 0.98",
        "logistic-regression, auc, 0.98, 1",
        "svm, auc, 0.98, 1",
        "k-nearest-neighbours, auc, 0.97, 1",
        "decision-tree, auc, 0.88, 0.98",
        "logistic-regression, log-loss, 0.05, 0.2",
        "svm, log-loss, 0.05, 0.2",
        "k-nearest-neighbours, log-loss, 0.1, 1.5"
    })
    void learnsToTellTumoursApart(String learner, String metric, double least, double most) throws Exception {
        Trials trial = Trials.of();
        Map<String, String> few = learner.equals("random-forest") ? Map.of("trees", "8", "max-depth", "6") : Map.of();

        assertThat(objective(learner, "breast_cancer.csv", "diagnosis", metric, few)
                        .evaluate(trial))
                .isBetween(least, most);
        assertThat(trial.measurements()).hasSize(5).first().asString().startsWith("1=");
    }

    /** The learner has no randomness of its own, so what differs is which row is in which fold. */
    @Test
    void whatIsEvaluatedAgainIsSplitByItsSeed() throws Exception {
        Objective objective = objective("k-nearest-neighbours", "breast_cancer.csv", "diagnosis", "log-loss", Map.of());
        double searched = objective.evaluate(Trials.of().withSeed(1));
        assertThat(objective.evaluate(Trials.of().withSeed(2))).isEqualTo(searched);

        double again = objective.evaluate(Trials.of().withSeed(1).asConfirmation());
        assertThat(again).isNotEqualTo(searched);
        assertThat(objective.evaluate(Trials.of().withSeed(2).asConfirmation())).isNotEqualTo(again);
        assertThat(objective.evaluate(Trials.of().withSeed(1).asConfirmation())).isEqualTo(again);
    }

    @ParameterizedTest
    @CsvSource({
        "random-forest, rmse, 4, 6.8",
        "decision-tree, rmse, 4, 9",
        "linear-regression, rmse, 9, 12",
        "svm, mae, 4, 8",
        "k-nearest-neighbours, mae, 6.3, 7.5"
    })
    void learnsTheStrengthOfConcrete(String learner, String metric, double least, double most) throws Exception {
        Map<String, String> few = learner.equals("random-forest") ? Map.of("trees", "10") : Map.of();

        assertThat(objective(learner, "concrete.csv", "compressive_strength", metric, few)
                        .evaluate(Trials.of()))
                .isBetween(least, most);
    }

    @ParameterizedTest
    @CsvSource({"logistic-regression", "decision-tree", "k-nearest-neighbours", "svm"})
    void learnsFromTextAndInSpiteOfEmptyCells(String learner) throws Exception {
        assertThat(objective(learner, "penguins.csv", "species", "accuracy", Map.of())
                        .evaluate(Trials.of()))
                .isBetween(0.93, 1.0);
        assertThat(objective(learner, "penguins.csv", "species", "auc", Map.of())
                        .evaluate(Trials.of()))
                .isBetween(0.95, 1.0);
    }

    @ParameterizedTest
    @CsvSource({
        "random-forest, accuracy, trees",
        "logistic-regression, log-loss, epochs",
        "svm, auc, c",
        "decision-tree, log-loss, max-depth"
    })
    void theSameTrialGivesTheSameNumberOnAnyThread(String learner, String metric, String parameter) throws Exception {
        Objective objective = objective(learner, "iris.csv", "species", metric, Map.of());
        double alone = objective.evaluate(Trials.of(parameter, 7));

        var together = Stream.generate(() -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return objective.evaluate(Trials.of(parameter, 7));
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .limit(4)
                .toList();

        assertThat(together).extracting(CompletableFuture::join).containsOnly(alone);
    }

    @Test
    void theSeedMattersUnlessItIsFixed() throws Exception {
        Objective free = objective("logistic-regression", "breast_cancer.csv", "diagnosis", "log-loss", Map.of());
        Objective fixed =
                objective("logistic-regression", "breast_cancer.csv", "diagnosis", "log-loss", Map.of("seed", "1"));

        assertThat(free.evaluate(Trials.of().withSeed(1)))
                .isNotEqualTo(free.evaluate(Trials.of().withSeed(2)));
        assertThat(fixed.evaluate(Trials.of().withSeed(1)))
                .isEqualTo(fixed.evaluate(Trials.of().withSeed(2)));
    }

    @Test
    void theParametersOfTheTrialReachTheLearner() throws Exception {
        Objective knn = objective("k-nearest-neighbours", "iris.csv", "species", "accuracy", Map.of("distance", "l1"));
        Objective svm = objective("svm", "iris.csv", "species", "accuracy", Map.of());

        // With all rows as neighbours every class has as many votes, so the guess is one class.
        assertThat(knn.evaluate(Trials.of("k", 100_000))).isCloseTo(1.0 / 3, within(1e-9));
        assertThat(knn.evaluate(Trials.of("k", 5))).isGreaterThan(0.9);
        assertThat(svm.evaluate(Trials.of("c", 1.0, "gamma", 1e6, "kernel", "rbf")))
                .isLessThan(svm.evaluate(Trials.of("c", 1.0, "kernel", "linear")));
    }

    @Test
    void eachFoldMeasuresTheMeanSoFar() throws Exception {
        Objective objective = objective("svm", "iris.csv", "species", "accuracy", Map.of());
        Trials trial = Trials.of();

        double mean = objective.evaluate(trial);

        assertThat(trial.measurements()).hasSize(5).last().isEqualTo("5=" + mean);
    }

    /** The same folds in the same order, so that what a part of them measured is a part of what all of them do. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 5",
        "1, 0.999, 5",
        "1, 0.8, 4",
        "1, 0.61, 4",
        "1, 0.6, 3",
        "1, 0.037, 1",
        "5, 3, 3",
        "5, 1.7, 2",
        "27, 1, 1",
        "27, 9, 2",
        "27, 27, 5",
        "3, 6, 5"
    })
    void aPartOfTheBudgetEvaluatesAPartOfTheFolds(double whole, double budget, int folds) throws Exception {
        var study = Study.named("test")
                .maximize()
                .strategy("hyperband")
                .budget(new BudgetSettings(whole / 3, whole, 3, "tpe"))
                .build();
        Objective objective = new ObjectiveFactory().create(settings("iris.csv", "species"), study, "token");
        Trials all = Trials.of().withBudget(whole);
        Trials part = Trials.of().withBudget(budget);
        objective.evaluate(all);

        double mean = objective.evaluate(part);

        assertThat(part.measurements())
                .isEqualTo(all.measurements().subList(0, folds))
                .last()
                .isEqualTo(folds + "=" + mean);
    }

    @Test
    void aTrialThatIsPrunedEvaluatesNoFurtherFold() throws Exception {
        Objective objective = objective("svm", "iris.csv", "species", "accuracy", Map.of());
        Trials trial = Trials.of().prunedAfter(2);

        objective.evaluate(trial);

        assertThat(trial.measurements()).hasSize(2);
    }

    @Test
    void trainingThatGoesAstrayFailsTheTrial() {
        Objective objective = objective(
                "linear-regression", "concrete.csv", "compressive_strength", "rmse", Map.of("optimizer", "sgd"));

        assertThatThrownBy(() -> objective.evaluate(Trials.of("learning-rate", 1000.0)))
                .isInstanceOfSatisfying(
                        EvaluationException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.NOT_A_NUMBER));
    }

    @Test
    void anInterruptIsNoticedBetweenFolds() {
        Objective objective = objective("svm", "iris.csv", "species", "accuracy", Map.of());
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> objective.evaluate(Trials.of())).isInstanceOf(InterruptedException.class);
    }

    @Test
    void nothingIsPrinted() throws Exception {
        PrintStream out = System.out;
        PrintStream err = System.err;
        var printed = new ByteArrayOutputStream();
        var stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
        try {
            objective("svm", "iris.csv", "species", "log-loss", Map.of()).evaluate(Trials.of());
            objective("svm", "concrete.csv", "compressive_strength", "rmse", Map.of())
                    .evaluate(Trials.of());
            objective("random-forest", "iris.csv", "species", "accuracy", Map.of("trees", "3"))
                    .evaluate(Trials.of());
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private static ObjectiveSettings settings(String file, String target) {
        return new ObjectiveSettings.Model("decision-tree", DATA.resolve(file), target, "accuracy", 5, 1, Map.of());
    }

    private static Objective objective(
            String learner, String file, String target, String metric, Map<String, String> fixed) {
        var settings = new ObjectiveSettings.Model(learner, DATA.resolve(file), target, metric, 5, 1, fixed);
        var study = Study.named("test");
        if (Metric.named(metric).orElseThrow().direction() == dev.nocturne.study.Direction.MAXIMIZE) {
            study.maximize();
        }
        return new ObjectiveFactory().create(settings, study.build(), "token");
    }
}
