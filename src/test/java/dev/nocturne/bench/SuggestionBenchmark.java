package dev.nocturne.bench;

import dev.nocturne.engine.TunerFactory;
import dev.nocturne.event.EventBus;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.study.TrialHistory;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What a suggestion costs: processor time of one proposal after many trials. Two figures, because strategies may remember
 * what they computed: that of a strategy that has just been made, as after a restart, and the median of those that follow,
 * each with one more trial in its history. See docs/benchmarks.md.
 */
@Command(name = "suggestion", sortOptions = false, mixinStandardHelpOptions = true)
public final class SuggestionBenchmark implements Callable<Integer> {
    @Option(names = "--strategies", split = ",", defaultValue = "random_search")
    private List<String> strategies = List.of();

    @Option(names = "--dimensions", split = ",", defaultValue = "5,20,40")
    private List<Integer> dimensions = List.of();

    @Option(names = "--trials", split = ",", defaultValue = "100,1000,10000", description = "Ended before.")
    private List<Integer> trials = List.of();

    @Option(names = "--lag", defaultValue = "1")
    private int lag;

    @Option(names = "--repeat", defaultValue = "50", description = "Proposals to take the median of.")
    private int repeat;

    @Option(names = "--seconds", defaultValue = "20", description = "Stop repeating after that much processor time.")
    private int seconds;

    @Option(names = "--run", defaultValue = "0", description = "Also time a whole run of so many trials.")
    private int run;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    public static void main(String[] arguments) {
        int status = new CommandLine(new SuggestionBenchmark()).execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    @Override
    public Integer call() {
        System.out.println("| strategy | parameters | ended trials | first, ms | following, ms | proposals |");
        System.out.println("|---|---|---|---|---|---|");
        for (String strategy : strategies) {
            for (int d : dimensions) {
                for (int n : trials) {
                    var prepared = new PreparedRun(strategy, d, n + repeat, lag);
                    measure(prepared, n, Math.min(3, seconds));
                    double[] times = measure(prepared, n, seconds);
                    double[] following = Arrays.stream(times).skip(1).sorted().toArray();
                    System.out.printf(
                            Locale.ROOT,
                            "| %s | %d | %d | %.3f | %.3f | %d |%n",
                            strategy,
                            d,
                            n,
                            times[0],
                            following[following.length / 2],
                            times.length);
                }
            }
        }
        if (run > 0) {
            printRuns();
        }
        return 0;
    }

    /** Milliseconds for each of the proposals from trial n on, at least two. */
    private double[] measure(PreparedRun prepared, int n, int atMostSeconds) {
        Strategy strategy = prepared.strategy();
        double[] times = new double[Math.max(2, repeat)];
        long begin = threads.getCurrentThreadCpuTime();
        int done = 0;
        while (done < times.length) {
            int id = n + done;
            TrialHistory known = prepared.known(strategy, id);
            long start = threads.getCurrentThreadCpuTime();
            strategy.propose(id, known, PreparedRun.random(id));
            times[done] = (threads.getCurrentThreadCpuTime() - start) / 1e6;
            done++;
            if (done >= 2
                    && threads.getCurrentThreadCpuTime() - begin
                            > Duration.ofSeconds(atMostSeconds).toNanos()) {
                break;
            }
        }
        return Arrays.copyOf(times, done);
    }

    private void printRuns() {
        System.out.println();
        System.out.println("| strategy | parameters | trials | seconds for the run |");
        System.out.println("|---|---|---|---|");
        for (String strategy : strategies) {
            for (int d : dimensions) {
                var study = PreparedRun.study(strategy, d, run, lag);
                var summary = TunerFactory.create(
                                study, trial -> PreparedRun.bowl(trial.parameters(), trial.seed()), new EventBus())
                        .tune();
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %d | %d | %.2f |%n",
                        strategy,
                        d,
                        summary.trialsRan(),
                        summary.totalTime().toNanos() / 1e9);
            }
        }
    }
}
