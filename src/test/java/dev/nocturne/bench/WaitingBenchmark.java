package dev.nocturne.bench;

import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.strategy.StrategySettings;
import dev.nocturne.study.Study;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long workers wait for history. First by the rules of strategies alone: simulated, so it takes no time and is the same
 * each time. Then, with {@code --runs}, in runs of the program itself. The bound is that of list scheduling (Graham, Bell
 * System Technical Journal 45(9), 1966): trials start in their order, each as soon as a worker is free. See
 * docs/benchmarks.md.
 */
@Command(name = "waiting", sortOptions = false, mixinStandardHelpOptions = true)
public final class WaitingBenchmark implements Callable<Integer> {
    private static final String BOUND = "random_search";

    @Option(names = "--strategies", split = ",", defaultValue = "random_search")
    private List<String> strategies = List.of();

    @Option(names = "--workers", split = ",", defaultValue = "1,4,16")
    private List<Integer> workers = List.of();

    @Option(names = "--lags", split = ",", defaultValue = "1,2,4", description = "In multiples of the workers.")
    private List<Integer> lags = List.of();

    @Option(names = "--trials", defaultValue = "200")
    private int trials;

    @Option(names = "--dimensions", defaultValue = "6")
    private int dimensions;

    @Option(names = "--seeds", defaultValue = "200")
    private int seeds;

    @Option(
            names = "--spread",
            defaultValue = "1",
            description = "Standard deviation of the logarithm of a trial's duration.")
    private double spread;

    @Option(names = "--runs", description = "Also in runs, whose trials sleep.")
    private boolean runs;

    @Option(names = "--median-millis", defaultValue = "100", description = "Of a trial of a run.")
    private double medianMillis;

    public static void main(String[] arguments) {
        int status = new CommandLine(new WaitingBenchmark()).execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    @Override
    public Integer call() throws Exception {
        System.out.println(
                "| strategy | workers | lag | busy until the last claim | time against the bound | share of the bound |");
        System.out.println("|---|---|---|---|---|---|");
        for (String name : strategies) {
            for (int count : workers) {
                for (int multiple : lags) {
                    print(name, count, multiple * count);
                }
            }
        }
        if (runs) {
            runAll();
        }
        return 0;
    }

    private void runAll() throws Exception {
        System.out.println();
        System.out.println("| strategy | workers | lag | trials | mean trial ms | run s | by the rule alone s | bound s"
                + " | share of the bound |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        try (var sleeping = new WaitingRun(medianMillis, spread)) {
            sleeping.run(BOUND, 2, 2, 50);
            for (String name : strategies) {
                for (int count : workers) {
                    for (int multiple : name.equals(BOUND) ? List.of(1) : lags) {
                        printRun(sleeping, name, count, multiple * count);
                    }
                }
            }
        }
    }

    private void printRun(WaitingRun sleeping, String name, int count, int lag) throws Exception {
        int ofRun = Math.min(trials, 100 * count);
        WaitingRun.Result result = sleeping.run(name, count, lag, ofRun);
        double rule = new WorkerSimulation(count, strategy(name, lag)::requiredHistory)
                .run(result.durations())
                .end();
        double bound =
                new WorkerSimulation(count, id -> 0).run(result.durations()).end();
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %d | %d | %.0f | %.2f | %.2f | %.2f | %.3f |%n",
                name,
                count,
                lag,
                ofRun,
                1000 * Arrays.stream(result.durations()).average().orElseThrow(),
                result.seconds(),
                rule,
                bound,
                bound / result.seconds());
    }

    private void print(String name, int count, int lag) {
        var bound = new WorkerSimulation(count, strategy(BOUND, lag)::requiredHistory);
        var simulation = new WorkerSimulation(count, strategy(name, lag)::requiredHistory);
        double busy = 0;
        double time = 0;
        for (int seed = 0; seed < seeds; seed++) {
            double[] durations = WorkerSimulation.durations(trials, spread, seed);
            var outcome = simulation.run(durations);
            busy += outcome.busyShare() / seeds;
            time += outcome.end() / bound.run(durations).end() / seeds;
        }
        System.out.printf(
                Locale.ROOT, "| %s | %d | %d | %.3f | %.3f | %.3f |%n", name, count, lag, busy, time, 1 / time);
    }

    private Strategy strategy(String name, int lag) {
        var study = Study.named("waiting").strategy(name).seed(1).lag(lag).maxTrials(trials);
        for (int i = 0; i < dimensions; i++) {
            study.parameter(new ContinuousParameter("x" + i, 0, 1));
        }
        return new StrategyFactory().create(study.build(), new StrategySettings(1, lag, trials));
    }
}
