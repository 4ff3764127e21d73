package dev.nocturne.bench;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** How near strategies come to the optimum within a number of trials. See docs/benchmarks.md. */
@Command(name = "efficiency", sortOptions = false, mixinStandardHelpOptions = true)
public final class EfficiencyBenchmark implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            defaultValue = TaskFile.OWN,
            description = "Folders with tasks.json and tables; 'own' is the suite of the project.")
    private List<String> sources = List.of(TaskFile.OWN);

    @Option(names = "--strategies", split = ",", defaultValue = "random_search")
    private List<String> strategies = List.of();

    @Option(names = "--seeds", defaultValue = "10", description = "How many seeds for each task.")
    private int seeds;

    @Option(names = "--first-seed", defaultValue = "0")
    private long firstSeed;

    @Option(names = "--budgets", split = ",", defaultValue = "30,60,120")
    private List<Integer> budgets = List.of();

    @Option(names = "--lag", split = ",", defaultValue = "1")
    private List<Integer> lags = List.of();

    @Option(names = "--shift", description = "Move the optimum to a random place for each seed; leaves tables out.")
    private boolean shift;

    @Option(names = "--only", defaultValue = "", description = "Regular expression found in the names of tasks.")
    private String only = "";

    @Option(names = "--threads", defaultValue = "1")
    private int threads;

    @Option(names = "--out", description = "File to which results are appended, a JSON line each.")
    private Path out;

    @Option(names = "--read", split = ",", description = "Files of results to show beside; --seeds 0 shows only those.")
    private List<Path> read = List.of();

    @Option(names = "--by-task", description = "Medians by task as well.")
    private boolean byTask;

    @Option(names = "--common", description = "Only tasks that all strategies of a table were run on.")
    private boolean common;

    private final JsonMapper mapper = new JsonMapper();

    public static void main(String[] arguments) {
        int status = new CommandLine(new EfficiencyBenchmark()).execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    @Override
    public Integer call() throws Exception {
        var results = new ArrayList<Result>();
        for (Path file : read) {
            Files.readAllLines(file).forEach(line -> results.add(mapper.readValue(line, Result.class)));
        }
        results.addAll(run());
        System.out.println(EfficiencyTable.of(results, common, byTask));
        return 0;
    }

    private List<Result> run() throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        try (PrintWriter lines = out == null
                ? new PrintWriter(PrintWriter.nullWriter())
                : new PrintWriter(
                        Files.newBufferedWriter(out, StandardOpenOption.CREATE, StandardOpenOption.APPEND), true)) {
            var running = new ArrayList<Future<List<Result>>>();
            for (TaskRun run : runs()) {
                running.add(pool.submit(() -> run.results(budgets)));
            }
            var results = new ArrayList<Result>();
            for (var one : running) {
                for (Result result : one.get()) {
                    results.add(result);
                    lines.println(mapper.writeValueAsString(result));
                }
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private List<TaskRun> runs() throws Exception {
        var runs = new ArrayList<TaskRun>();
        for (String source : seeds == 0 ? List.<String>of() : sources) {
            for (Task task : TaskFile.tasks(source)) {
                boolean wanted = Pattern.compile(only).matcher(task.name()).find();
                if (!wanted || shift && !(task instanceof SyntheticTask)) {
                    continue;
                }
                for (String strategy : strategies) {
                    for (int lag : lags) {
                        for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
                            runs.add(new TaskRun(task, strategy, seed, lag, shift));
                        }
                    }
                }
            }
        }
        return runs;
    }
}
