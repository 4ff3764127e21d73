package dev.nocturne.bench;

import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.strategy.StrategySettings;
import dev.nocturne.study.Study;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long workers wait for history, by the rules of strategies alone: simulated, so it takes no time and is the same each
 * time. The bound is a strategy that requires none, where a free worker always finds a trial. See docs/benchmarks.md.
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

    public static void main(String[] arguments) {
        int status = new CommandLine(new WaitingBenchmark()).execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    @Override
    public Integer call() {
        System.out.println("| strategy | workers | lag | busy until the last claim | time against the bound |");
        System.out.println("|---|---|---|---|---|");
        for (String name : strategies) {
            for (int count : workers) {
                for (int multiple : lags) {
                    print(name, count, multiple * count);
                }
            }
        }
        return 0;
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
        System.out.printf(Locale.ROOT, "| %s | %d | %d | %.3f | %.3f |%n", name, count, lag, busy, time);
    }

    private Strategy strategy(String name, int lag) {
        var study = Study.named("waiting").strategy(name).seed(1).lag(lag).maxTrials(trials);
        for (int i = 0; i < dimensions; i++) {
            study.parameter(new ContinuousParameter("x" + i, 0, 1));
        }
        return new StrategyFactory().create(study.build(), new StrategySettings(1, lag, trials));
    }
}
