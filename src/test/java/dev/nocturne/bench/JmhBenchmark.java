package dev.nocturne.bench;

import dev.nocturne.store.EncodingTime;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What a suggestion costs, by JMH: {@link ProposalTime} in virtual machines of their own; or, with {@code --encoding}, what
 * writing and reading costs: {@link EncodingTime}. See docs/benchmarks.md.
 */
@Command(name = "jmh", sortOptions = false, mixinStandardHelpOptions = true)
public final class JmhBenchmark implements Callable<Integer> {
    @Option(names = "--strategies", split = ",", defaultValue = "tpe,cma_es,nsga2")
    private String[] strategies = {};

    @Option(names = "--dimensions", split = ",", defaultValue = "5,20,40")
    private String[] dimensions = {};

    @Option(names = "--trials", split = ",", defaultValue = "100,1000,10000", description = "Ended before.")
    private String[] trials = {};

    @Option(names = "--seconds", defaultValue = "5", description = "Of each of two warm-ups and three measurements.")
    private int seconds;

    @Option(names = "--profiler", split = ",", description = "Of JMH, by name: stack, gc, …")
    private List<String> profilers = List.of();

    @Option(names = "--encoding", description = "Measures writing and reading, of --dimensions parameters.")
    private boolean encoding;

    public static void main(String[] arguments) {
        int status = new CommandLine(new JmhBenchmark()).execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    @Override
    public Integer call() throws Exception {
        tellForksTheClasspath();
        var options = new OptionsBuilder()
                .param("dimensions", dimensions)
                .forks(1)
                .warmupIterations(2)
                .warmupTime(TimeValue.seconds(seconds))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(seconds))
                .shouldFailOnError(true)
                .verbosity(profilers.isEmpty() ? VerboseMode.SILENT : VerboseMode.NORMAL);
        profilers.forEach(options::addProfiler);
        if (encoding) {
            return measureEncoding(options.include(EncodingTime.class.getName()));
        }
        options.include(ProposalTime.class.getName())
                .param("strategy", strategies)
                .param("trials", trials);
        Collection<RunResult> results = new Runner(options.build()).run();
        System.out.println("| strategy | parameters | ended trials | processor, ms | median, ms | 99 %, ms | calls |");
        System.out.println("|---|---|---|---|---|---|---|");
        results.forEach(JmhBenchmark::print);
        return 0;
    }

    private static int measureEncoding(ChainedOptionsBuilder options) throws RunnerException {
        System.out.println("| what | parameters | microseconds |");
        System.out.println("|---|---|---|");
        for (RunResult result : new Runner(options.build()).run()) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.2f |%n",
                    result.getPrimaryResult().getLabel(),
                    result.getParams().getParam("dimensions"),
                    result.getPrimaryResult().getScore());
        }
        return 0;
    }

    /** Maven runs a main class in a class loader of its own, of which the JVMs that JMH starts would know nothing. */
    private static void tellForksTheClasspath() {
        if (JmhBenchmark.class.getClassLoader() instanceof URLClassLoader loader) {
            System.setProperty(
                    "java.class.path",
                    Arrays.stream(loader.getURLs())
                            .map(URL::toString)
                            .map(url -> Path.of(URI.create(url)).toString())
                            .collect(Collectors.joining(File.pathSeparator)));
        }
    }

    private static void print(RunResult result) {
        var time = result.getPrimaryResult().getStatistics();
        double calls = counted(result, ProposalTime.PROPOSALS);
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %.3f | %.3f | %.3f | %.0f |%n",
                result.getParams().getParam("strategy"),
                result.getParams().getParam("dimensions"),
                result.getParams().getParam("trials"),
                counted(result, ProposalTime.CPU) / calls / 1e6,
                time.getPercentile(50),
                time.getPercentile(99),
                calls);
    }

    private static double counted(RunResult result, String name) {
        Result<?> counter = result.getSecondaryResults().get(name);
        return counter.getScore();
    }
}
