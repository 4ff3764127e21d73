package dev.nocturne.objective.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.objective.ObjectiveFactory;
import dev.nocturne.objective.ObjectiveProblem;
import dev.nocturne.objective.ObjectiveSettings;
import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.DiscreteParameter;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.space.Parameter;
import dev.nocturne.study.Direction;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.Study;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPlanTest {
    private static final String GOOD = "size,colour,kind\n1,red,a\n2,,b\n,blue,a\n4,red,b\n";

    @TempDir
    Path folder;

    private String learner = "svm";
    private String metric = "accuracy";
    private String target = "kind";
    private Direction direction = Direction.MAXIMIZE;

    @BeforeEach
    void writeGoodData() throws IOException {
        data(GOOD);
    }

    @Test
    void aGoodModelHasNoProblem() {
        assertThat(check(
                        Map.of("epsilon", "0.5"),
                        new ContinuousParameter("c", 0.1, 10),
                        new DiscreteParameter("gamma", List.of(0.1, 1.0)),
                        new CategoricalParameter("kernel", List.of("rbf"))))
                .isEmpty();
        learner = "random-forest";
        assertThat(check(
                        Map.of(),
                        new IntegerParameter("trees", 1, 9),
                        new DiscreteParameter("max-depth", List.of(2.0))))
                .isEmpty();
    }

    @Test
    void unknownNamesAreAnsweredWithTheNearest() {
        learner = "random-forrest";
        metric = "accurracy";

        assertThat(check(Map.of()))
                .extracting(problem -> problem.path().get(1), ObjectiveProblem::message)
                .satisfiesExactly(
                        problem -> assertThat(problem.toList().toString())
                                .contains("learner", "Did you mean random-forest?"),
                        problem ->
                                assertThat(problem.toList().toString()).contains("metric", "Did you mean accuracy?"));
    }

    @Test
    void theDirectionMustBeTheMetrics() {
        direction = Direction.MINIMIZE;

        assertThat(check(Map.of())).singleElement().satisfies(problem -> {
            assertThat(problem.path()).containsExactly("direction");
            assertThat(problem.message())
                    .isEqualTo("Of the metric accuracy higher is better; write direction: maximize");
        });
    }

    @Test
    void aModelHasOneObjectiveOnly() {
        Study two = Study.named("two")
                .goal("accuracy", Direction.MAXIMIZE)
                .goal("seconds", Direction.MINIMIZE)
                .build();
        assertThat(new ObjectiveFactory().check(settings(Map.of()), two))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).containsExactly("objectives");
                    assertThat(problem.message()).contains("the study has 2");
                });
    }

    @Test
    void aLearnerMustDoTheTaskOfTheMetric() {
        learner = "linear-regression";

        assertThat(check(Map.of())).singleElement().satisfies(problem -> {
            assertThat(problem.path()).containsExactly("objective", "learner");
            assertThat(problem.message()).contains("random-forest, decision-tree, logistic-regression, svm");
        });
    }

    @Test
    void parametersTheLearnerDoesNotKnowAreReportedWhereTheyStand() {
        List<ObjectiveProblem> problems = check(
                Map.of("kernal", "rbf"), new ContinuousParameter("gama", 0.1, 1), new IntegerParameter("trees", 1, 2));

        assertThat(problems)
                .extracting(ObjectiveProblem::path)
                .containsExactly(
                        List.of("search-space", "gama"),
                        List.of("search-space", "trees"),
                        List.of("objective", "parameters", "kernal"));
        assertThat(problems.get(0).message())
                .isEqualTo(
                        "svm has no hyper-parameter 'gama', only kernel, c, gamma, epsilon, seed. Did you mean gamma?");
    }

    @Test
    void aParameterCannotBeBothFixedAndVaried() {
        assertThat(check(Map.of("c", "1"), new ContinuousParameter("c", 0.1, 1)))
                .singleElement()
                .extracting(ObjectiveProblem::message)
                .asString()
                .contains("cannot be fixed as well");
    }

    @Test
    void rangesMustLieInWhatTheLearnerTakes() {
        learner = "random-forest";
        assertThat(messages(Map.of("max-depth", "2.5", "min-child-weight", "NaN"), new IntegerParameter("trees", 0, 5)))
                .containsExactly(
                        "'trees' must be a whole number from 1 to 10000, but it is 0.",
                        "'max-depth' must be a whole number from 1 to 1000, but it is 2.5.",
                        "'min-child-weight' must be a number from 1.0E-6 to 1.0E9, but it is NaN.");
        assertThat(messages(Map.of(), new ContinuousParameter("trees", 1, 5)))
                .containsExactly(
                        "'trees' must be a whole number from 1 to 10000, but it is continuous; use type integer.");
        assertThat(messages(Map.of(), new DiscreteParameter("feature-fraction", List.of(0.5, 1.5))))
                .hasSize(1);
        assertThat(messages(Map.of(), new CategoricalParameter("trees", List.of("5"))))
                .hasSize(1);
        learner = "svm";
        assertThat(messages(Map.of(), new CategoricalParameter("kernel", List.of("rbf", "sigmoid"))))
                .containsExactly("'kernel' must be one of rbf, linear, but it has the choice sigmoid.");
        assertThat(messages(Map.of("kernel", "poly"))).hasSize(1);
        assertThat(messages(Map.of(), new IntegerParameter("kernel", 1, 2))).hasSize(1);
    }

    @Test
    void aFileThatIsNotThereOrNotCsvIsReported() throws IOException {
        assertThat(problemWithData("")).contains("no rows");
        assertThat(problemWithData("a,kind\n")).contains("no rows");
        assertThat(problemWithData("a,kind\n1,x\n2\n"))
                .contains("Line 3")
                .contains("1 cells")
                .contains("2");
        assertThat(problemWithData("a,a,kind\n1,1,x\n")).contains("'a' twice");
        assertThat(problemWithData("a,kind\n1,\"x\n2,y\n")).contains("cannot be read as CSV");
        assertThat(problemWithData("a,kind\n1,\n")).contains("Line 2 has no kind");
        Files.write(folder.resolve("data.csv"), "a,kind\n1,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(check(Map.of()))
                .singleElement()
                .extracting(ObjectiveProblem::message)
                .asString()
                .contains("UTF-8");
        Files.delete(folder.resolve("data.csv"));
        assertThat(check(Map.of())).singleElement().satisfies(problem -> {
            assertThat(problem.path()).containsExactly("objective", "data");
            assertThat(problem.message()).contains("There is no file");
        });
    }

    @Test
    void aMissingTargetIsAnsweredWithTheNearestColumn() throws IOException {
        target = "kinds";
        assertThat(check(Map.of())).singleElement().satisfies(problem -> {
            assertThat(problem.path()).containsExactly("objective", "target");
            assertThat(problem.message()).contains("size, colour, kind").contains("Did you mean kind?");
        });

        data("size;colour;kind\n1;red;a\n");
        assertThat(messages(Map.of())).singleElement().asString().contains("separated by commas?");
    }

    @Test
    void theTargetMustFitTheMetric() throws IOException {
        data("a,kind\n1,x\n2,x\n3,x\n");
        assertThat(messages(Map.of())).singleElement().asString().contains("always x");
        data("a,kind\n1,x\n2,x\n3,y\n");
        assertThat(check(Map.of())).singleElement().satisfies(problem -> {
            assertThat(problem.path()).containsExactly("objective", "folds");
            assertThat(problem.message()).contains("only 1 rows have kind y");
        });
        metric = "rmse";
        direction = Direction.MINIMIZE;
        assertThat(check(Map.of())).singleElement().satisfies(problem -> {
            assertThat(problem.path()).containsExactly("objective", "target");
            assertThat(problem.message()).contains("line 2 has 'x'");
        });
    }

    @Test
    void aTextColumnOfNamesIsNotTakenForKinds() throws IOException {
        var text = new StringBuilder("id,kind\n");
        for (int i = 0; i < 1100; i++) {
            text.append("row").append(i).append(i % 2 == 0 ? ",a\n" : ",b\n");
        }
        data(text.toString());

        assertThat(messages(Map.of())).singleElement().asString().contains("'id' has 1100 different texts");
    }

    @Test
    void theMarkOfWindowsAndQuotedNewlinesAreRead() throws IOException {
        data("\uFEFFkind,\"a\nb\"\r\nx,1\r\ny,2\r\n x ,3\r\ny,4\r\n");

        assertThat(check(Map.of())).isEmpty();
    }

    @Test
    void theFactoryRefusesWithTheFirstProblem() {
        learner = "svn";

        assertThatThrownBy(() -> new ObjectiveFactory().create(settings(Map.of()), study(), "token"))
                .isInstanceOf(InvalidStudyException.class)
                .hasMessageStartingWith("objective.learner: There is no learner 'svn'");
    }

    private String problemWithData(String text) throws IOException {
        data(text);
        return String.join("\n", messages(Map.of()));
    }

    private void data(String text) throws IOException {
        Files.writeString(folder.resolve("data.csv"), text);
    }

    private List<String> messages(Map<String, String> fixed, Parameter... parameters) {
        return check(fixed, parameters).stream().map(ObjectiveProblem::message).toList();
    }

    private List<ObjectiveProblem> check(Map<String, String> fixed, Parameter... parameters) {
        return new ObjectiveFactory().check(settings(fixed), study(parameters));
    }

    private ObjectiveSettings settings(Map<String, String> fixed) {
        return new ObjectiveSettings.Model(learner, folder.resolve("data.csv"), target, metric, 2, 1, fixed);
    }

    private Study study(Parameter... parameters) {
        var study = Study.named("test");
        List.of(parameters).forEach(study::parameter);
        if (direction == Direction.MAXIMIZE) {
            study.maximize();
        }
        return study.build();
    }
}
