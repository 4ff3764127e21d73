package dev.nocturne.bench;

import dev.nocturne.study.BudgetSettings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How near strategies come to the optimum with a total budget, with rungs and without. See docs/benchmarks.md. */
@Command(name = "fidelity", sortOptions = false, mixinStandardHelpOptions = true)
public final class FidelityBenchmark implements Callable<Integer> {
    @Option(
            names = "--strategies",
            split = ",",
            defaultValue = "hyperband+tpe,hyperband+random_search,tpe,random_search",
            description = "With rungs as strategy+proposals.")
    private List<String> strategies = List.of();

    @Option(
            names = "--totals",
            split = ",",
            defaultValue = "10,20,40,80",
            description = "In trials at the whole budget.")
    private int[] totals = {};

    @Option(names = "--seeds", defaultValue = "20")
    private int seeds;

    @Option(names = "--lag", defaultValue = "1")
    private int lag;

    @Option(names = "--ratio", defaultValue = "27", description = "Of the largest budget to the least.")
    private int ratio;

    public static void main(String[] arguments) {
        int status = new CommandLine(new FidelityBenchmark()).execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    @Override
    public Integer call() {
        var header = new StringBuilder("| task | strategy |");
        for (int total : totals) {
            header.append(' ').append(total).append(" |");
        }
        System.out.println(header);
        System.out.println("|---|---|" + "---|".repeat(totals.length));
        for (FidelityTask task : FidelityTask.values()) {
            for (String strategy : strategies) {
                double[] means = means(task, strategy);
                var row = new StringBuilder();
                for (double mean : means) {
                    row.append(String.format(Locale.ROOT, " %.3f |", mean));
                }
                System.out.println("| " + task.name().toLowerCase(Locale.ROOT) + " | " + strategy + " |" + row);
            }
        }
        return 0;
    }

    private double[] means(FidelityTask task, String strategy) {
        String[] parts = strategy.split("\\+", 2);
        Optional<BudgetSettings> budget =
                parts.length == 1 ? Optional.empty() : Optional.of(new BudgetSettings(1, ratio, 3, parts[1]));
        var run = new FidelityRun(task, parts[0], budget, lag);
        double[] means = new double[totals.length];
        LongStream.range(0, seeds).forEach(seed -> {
            double[] regrets = run.regrets(seed, totals);
            for (int i = 0; i < means.length; i++) {
                means[i] += regrets[i] / seeds;
            }
        });
        return means;
    }
}
