package dev.nocturne.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.nocturne.batch.NocturneContext;
import dev.nocturne.batch.RunOutcome;
import dev.nocturne.batch.RunRequest;
import dev.nocturne.batch.StudyFiles;
import dev.nocturne.config.StudyPlan;
import dev.nocturne.report.HtmlReport;
import dev.nocturne.space.Parameter;
import dev.nocturne.store.WrittenHistory;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.Study;
import dev.nocturne.summary.RowSink;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Studies that are wide in one way each, at two sizes, the second twice the first: what everything that is done with them
 * costs the processors, and by how much more at the second. Twice is linear, four times would be quadratic. See
 * docs/benchmarks.md.
 */
@Command(name = "wide", sortOptions = false, mixinStandardHelpOptions = true)
public final class WideBenchmark implements Callable<Integer> {
    private static final int PROPOSALS = 5;

    /** The processors' time is told in hundredths of a second. */
    private static final double LONG_ENOUGH = 0.3;

    private static final int MOST_TIMES = 200;
    private static final List<String> STRATEGIES =
            List.of("random_search", "grid_search", "sobol_search", "tpe", "gp", "cma_es", "nsga2");

    @Option(names = "--cases", split = ",", description = "Of ${COMPLETION-CANDIDATES}; all if none is named.")
    private List<WideCase> cases = List.of(WideCase.values());

    @Option(names = "--rounds", defaultValue = "3", description = "Of which the least is shown.")
    private int rounds;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Something that is done with a study. */
    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    public static void main(String[] arguments) {
        int status = new CommandLine(new WideBenchmark())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    @Override
    public Integer call() throws Exception {
        System.out.println("| case | what | size | processor s | twice the size | ratio |");
        System.out.println("|---|---|---|---|---|---|");
        for (WideCase wide : cases) {
            measured(wide, wide.size());
            Map<String, Double> once = measured(wide, wide.size());
            Map<String, Double> twice = measured(wide, 2 * wide.size());
            twice.forEach((what, seconds) -> System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %,d | %.4f | %.4f | %.1f |%n",
                    wide.name().toLowerCase(Locale.ROOT),
                    what,
                    wide.size(),
                    once.get(what),
                    seconds,
                    seconds / once.get(what)));
        }
        return 0;
    }

    private Map<String, Double> measured(WideCase wide, int size) throws Exception {
        Path folder = Files.createTempDirectory("nocturne-benchmark");
        Map<String, Double> seconds = new LinkedHashMap<>();
        try {
            Path file = Files.writeString(folder.resolve("study.yml"), wide.study(size));
            seconds.put("read the study file", least(() -> StudyFiles.reader().read(file)));
            StudyPlan plan = StudyFiles.reader().read(file);
            seconds.put("validate", least(() -> StudyFiles.describe(plan)));
            if (wide.hasWideSpace()) {
                for (String strategy : STRATEGIES) {
                    proposals(plan.study().withStrategy(strategy))
                            .ifPresent(took -> seconds.put("a proposal of " + strategy, took));
                }
            }
            seconds.put("restart", restart(plan.study().withStrategy("tpe"), wide, size));
            recorded(folder, plan, file, seconds);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path written : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(written);
                }
            }
        }
        return seconds;
    }

    /** What a proposal costs after 60 trials, with its part of a start; empty if the strategy cannot work on such a space. */
    private Optional<Double> proposals(Study study) throws Exception {
        try {
            var run = new PreparedRun(study, 60 + PROPOSALS, 1);
            return Optional.of(least(() -> {
                        var strategy = run.strategy();
                        for (int id = 60; id < 60 + PROPOSALS; id++) {
                            strategy.propose(id, run.known(strategy, id), PreparedRun.random(id));
                        }
                    })
                    / PROPOSALS);
        } catch (InvalidStudyException cannot) {
            return Optional.empty();
        }
    }

    /** From an empty ledger to the first trial after those of the case. */
    private double restart(Study study, WideCase wide, int size) throws Exception {
        double least = Double.MAX_VALUE;
        Study longer = PreparedRun.longer(study, wide.trials(size) + 10 * rounds);
        try (var database = new HistoryDatabase()) {
            var history = new WrittenHistory(database.pool());
            history.write(longer, wide.trials(size), wide.measurements(size), point -> point.hashCode());
            for (int round = 0; round < rounds; round++) {
                least = Math.min(least, took(() -> history.ledger(longer).claim(history.worker(), 1)));
            }
        }
        return least;
    }

    private void recorded(Path folder, StudyPlan plan, Path file, Map<String, Double> seconds) throws Exception {
        var properties = List.of(
                "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("nocturne") + ";WRITE_DELAY=0",
                "--spring.datasource.username=sa",
                "--spring.datasource.password=",
                "--nocturne.reports.enabled=false");
        try (var context = NocturneContext.forRun(1, properties, new Unheard())) {
            var request = new RunRequest(plan, file, Optional.of("wide"), false);
            seconds.put("record", took(() -> {
                RunOutcome outcome = context.runner().run(request, new Unheard());
                if (!(outcome instanceof RunOutcome.Completed)) {
                    throw new IllegalStateException(outcome.toString());
                }
            }));
        }
        try (var context = NocturneContext.forReading(properties)) {
            var run = context.summaries().run("wide", "wide").orElseThrow();
            List<String> names = plan.study().space().parameters().stream()
                    .map(Parameter::name)
                    .toList();
            seconds.put("trials", least(() -> context.summaries().trials(run, names, new Unread())));
            seconds.put("best", least(() -> context.summaries().best(run)));
            seconds.put("report", least(() -> {
                var report = context.reports().of("wide", "wide");
                new HtmlReport().write(report, Writer.nullWriter());
            }));
            seconds.put("verify", least(() -> context.verifier().verify("wide", "wide")));
            seconds.put("export", least(() -> context.mover().exportTo(folder.resolve("wide.zip"), "wide", false)));
        }
    }

    private double least(Work work) throws Exception {
        double least = Double.MAX_VALUE;
        for (int round = 0; round < rounds; round++) {
            int times = 0;
            double seconds = 0;
            while (seconds < LONG_ENOUGH && times < MOST_TIMES) {
                seconds += took(work);
                times++;
            }
            least = Math.min(least, seconds / times);
        }
        return least;
    }

    private double took(Work work) throws Exception {
        long before = system.getProcessCpuTime();
        work.run();
        return (system.getProcessCpuTime() - before) / 1e9;
    }

    /** Takes rows to nowhere. */
    private static final class Unread implements RowSink {
        @Override
        public void columns(List<String> names) {}

        @Override
        public void row(List<@Nullable Object> values) {}
    }
}
