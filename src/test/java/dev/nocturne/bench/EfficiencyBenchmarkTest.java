package dev.nocturne.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EfficiencyBenchmarkTest {
    private static final List<Integer> BUDGETS = List.of(10, 40);

    @Test
    void aRunIsLookedAtAtEachBudgetAndTheSameEachTime() throws Exception {
        for (SyntheticTask task : TaskFile.own()) {
            var run = new TaskRun(task, "random_search", 3, 4, true);
            List<Result> results = run.results(BUDGETS);
            assertThat(results).extracting(Result::budget).containsExactly(10, 40);
            assertThat(results).allSatisfy(result -> {
                assertThat(result.value()).isGreaterThanOrEqualTo(task.optimum());
                assertThat(result.regret()).isBetween(0.0, 1.0);
                assertThat(result.cpu()).isPositive();
            });
            if (task.noise() == 0) {
                assertThat(results.get(1).value())
                        .isLessThanOrEqualTo(results.get(0).value());
            }
            assertThat(run.results(BUDGETS)).extracting(Result::value).isEqualTo(values(results));
        }
    }

    private static List<Double> values(List<Result> results) {
        return results.stream().map(Result::value).toList();
    }

    @Test
    void theIncumbentOfANoisyTaskIsTheOneThatTheStrategyMustBelieveIn() throws IOException {
        SyntheticTask quiet = TaskFile.own().stream()
                .filter(task -> task.name().equals("branin_noisy"))
                .findFirst()
                .orElseThrow();
        var loud = new SyntheticTask(
                quiet.suite(),
                quiet.name(),
                quiet.space(),
                quiet.formula(),
                1e9,
                quiet.optimum(),
                quiet.typical(),
                quiet.argmin());
        double sum = 0;
        for (int seed = 0; seed < 40; seed++) {
            sum += new TaskRun(loud, "random_search", seed, 1, false)
                    .results(List.of(100))
                    .get(0)
                    .regret();
        }
        assertThat(sum / 40).as("as good as one random point").isGreaterThan(0.4);
    }

    @Test
    void theTableTellsMeansOverTasksOfMeansOverSeeds() {
        var results = new ArrayList<Result>();
        for (int seed = 0; seed < 4; seed++) {
            results.add(result("a", "tpe", seed, 0.2));
            results.add(result("b", "tpe", seed, seed % 2));
            results.add(result("a", "random_search", seed, 0.5));
        }
        results.add(result("a", "random_search", 3, 0.9));

        String table = EfficiencyTable.of(results, false, true);

        assertThat(table)
                .contains("suite, lag 1\n")
                .contains("| tpe | 2 x 4 | 0.3500 [0.1000, 0.6000] | 2.00 |")
                .contains("| random_search | 1 x 4 | 0.6000 [0.5000, 0.8000] |")
                .contains("| a | 30 | 0.50 | 0.20 |")
                .contains("| b | 30 | | 0.50 |");
        assertThat(EfficiencyTable.of(results, true, false))
                .contains("| tpe | 1 x 4 | 0.2000 [0.2000, 0.2000] |")
                .contains("| random_search | 1 x 4 | 0.6000 [");
        assertThat(table.indexOf("| tpe")).isLessThan(table.indexOf("| random_search"));
    }

    private static Result result(String task, String strategy, long seed, double regret) {
        return new Result("suite", task, strategy, seed, 1, false, 30, regret, 7, 0.002);
    }
}
