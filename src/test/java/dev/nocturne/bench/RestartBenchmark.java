package dev.nocturne.bench;

import dev.nocturne.engine.Claim;
import dev.nocturne.engine.TrialLedger;
import dev.nocturne.store.WrittenHistory;
import dev.nocturne.study.Study;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long a run with a history takes to its first new trial: a ledger and a strategy that know nothing yet read the
 * trials that have ended from an H2 file, and propose. See docs/benchmarks.md.
 */
@Command(name = "restart", sortOptions = false, mixinStandardHelpOptions = true)
public final class RestartBenchmark implements Callable<Integer> {
    @Option(names = "--strategies", split = ",", defaultValue = "tpe,gp,cma_es,nsga2,auto,hyperband")
    private List<String> strategies = List.of();

    @Option(names = "--dimensions", defaultValue = "20")
    private int dimensions;

    @Option(names = "--trials", split = ",", defaultValue = "10000,100000", description = "Ended before.")
    private List<Integer> trials = List.of();

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    public static void main(String[] arguments) {
        int status = new CommandLine(new RestartBenchmark()).execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    @Override
    public Integer call() throws Exception {
        System.out.println(
                "| strategy | parameters | ended trials | first trial s | of which this process computed | next trial ms"
                        + " | history MB |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (String strategy : strategies) {
            for (int ended : trials) {
                try (var database = new HistoryDatabase()) {
                    measure(new WrittenHistory(database.pool()), strategy, ended);
                }
            }
        }
        return 0;
    }

    private void measure(WrittenHistory history, String strategy, int ended) {
        Study study = PreparedRun.study(strategy, dimensions, ended + 1_000, 2);
        history.write(study, ended, 0, point -> PreparedRun.bowl(point, point.hashCode()));
        long before = used();
        TrialLedger ledger = history.ledger(study);
        long wall = System.nanoTime();
        long cpu = threads.getCurrentThreadCpuTime();
        claim(ledger, history);
        double first = (System.nanoTime() - wall) / 1e9;
        double computed = (threads.getCurrentThreadCpuTime() - cpu) / 1e9;
        long after = used();
        wall = System.nanoTime();
        claim(ledger, history);
        double next = (System.nanoTime() - wall) / 1e6;
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %,d | %.2f | %.2f | %.1f | %.0f |%n",
                strategy,
                dimensions,
                ended,
                first,
                computed,
                next,
                (after - before) / 1e6);
    }

    private static void claim(TrialLedger ledger, WrittenHistory history) {
        if (!(ledger.claim(history.worker(), 1) instanceof Claim.Block)) {
            throw new IllegalStateException("There was no trial to claim.");
        }
    }

    /** What is in use after all that can go has gone; the database's cache is in it as well. */
    private static long used() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
