package dev.nocturne.bench;

import dev.nocturne.engine.TunerFactory;
import dev.nocturne.event.EventBus;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.Point;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.strategy.StrategySettings;
import dev.nocturne.study.Observation;
import dev.nocturne.study.Study;
import dev.nocturne.study.TrialHistory;
import dev.nocturne.study.TrialRandom;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
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
    private static final long SEED = 11;

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
                    Study study = study(strategy, d, n + repeat).build();
                    List<Observation> history = history(study, n + repeat);
                    measure(study, history, n, Math.min(3, seconds));
                    double[] times = measure(study, history, n, seconds);
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

    private static Study.Builder study(String strategy, int dimensions, int trials) {
        var study =
                Study.named("suggestion").strategy(strategy).seed(SEED).lag(1).maxTrials(trials);
        for (int i = 0; i < dimensions; i++) {
            study.parameter(new ContinuousParameter("x" + i, -1, 2));
        }
        return study;
    }

    /** A noisy bowl at random points. */
    private static double bowl(Point point, long seed) {
        double sum = 0.1 * new TrialRandom(seed, 1).nextGaussian();
        for (var value : point.values().values()) {
            sum += value.number() * value.number();
        }
        return sum;
    }

    private static List<Observation> history(Study study, int trials) {
        var space = new CoordinateSpace(study.space());
        var history = new ArrayList<Observation>();
        for (int id = 0; id < trials; id++) {
            Point point = study.space().draw(new TrialRandom(SEED + 1, id));
            history.add(new Observation(space.coordinates(point), new double[] {bowl(point, id)}));
        }
        return history;
    }

    /** Milliseconds for each of the proposals from trial n on, at least two. */
    private double[] measure(Study study, List<Observation> history, int n, int atMostSeconds) {
        Strategy strategy = new StrategyFactory().create(study, new StrategySettings(SEED, lag, study.askedTrials()));
        double[] times = new double[Math.max(2, repeat)];
        long begin = threads.getCurrentThreadCpuTime();
        int done = 0;
        while (done < times.length) {
            int id = n + done;
            TrialHistory known = known(strategy.requiredHistory(id), id, history);
            long start = threads.getCurrentThreadCpuTime();
            strategy.propose(id, known, new TrialRandom(SEED, id));
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

    /** What a ledger would hand to the strategy. */
    private static TrialHistory known(int required, int id, List<Observation> history) {
        if (required == 0) {
            return TrialHistory.EMPTY;
        }
        List<double[]> pending = history.subList(required, id).stream()
                .map(Observation::coordinates)
                .toList();
        return new TrialHistory(List.of(), history.subList(0, required), pending);
    }

    private void printRuns() {
        System.out.println();
        System.out.println("| strategy | parameters | trials | seconds for the run |");
        System.out.println("|---|---|---|---|");
        for (String strategy : strategies) {
            for (int d : dimensions) {
                var study = study(strategy, d, run).lag(lag).build();
                var summary = TunerFactory.create(
                                study, trial -> bowl(trial.parameters(), trial.seed()), new EventBus())
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
