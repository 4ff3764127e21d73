package dev.nocturne.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * From the shell to the first trial, and to the end of short commands: {@code java -jar} beside {@code bin/nocturne}, first
 * start and with its cache. Arguments: how often each is started, then homes of JDKs.
 */
public final class StartBenchmark {
    private static final Path JAR = Path.of("target/nocturne.jar").toAbsolutePath();
    private static final Path LAUNCHER = Path.of("bin/nocturne").toAbsolutePath();
    private static final String STUDY = """
            study: started
            strategy: random_search
            max-trials: 1
            seed: 1
            search-space: {x: {type: continuous, min: 0, max: 1}}
            objective: {type: command, command: [sh, -c, "touch begun; echo 1"]}
            """;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path folder;
    private final Path cache;
    private final int starts;

    private StartBenchmark(Path folder, int starts) {
        this.folder = folder;
        this.cache = folder.resolve("cache");
        this.starts = starts;
    }

    /** How long a start took, and how much of the processors' time. */
    private record Cost(long wallMillis, long cpuMillis) {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int starts = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
        List<String> homes = arguments.length < 2
                ? List.of(System.getProperty("java.home"))
                : Arrays.asList(arguments).subList(1, arguments.length);
        Path folder = Files.createTempDirectory("nocturne-start");
        try {
            var benchmark = new StartBenchmark(folder, starts);
            System.out.println(
                    "| JDK | started by | first trial, new database | existing database | status | validate | --help |");
            System.out.println("|---|---|---|---|---|---|---|");
            for (String home : homes) {
                benchmark.measure(home);
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private void measure(String home) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("study.yml"), STUDY);
        String java = Path.of(home, "bin", "java").toString();
        line(home, "`java -jar`", List.of(java, "-jar", JAR.toString()), "off");
        line(home, "`bin/nocturne`, no cache", List.of(LAUNCHER.toString()), "off");
        train(home);
        line(home, "`bin/nocturne`, cache", List.of(LAUNCHER.toString()), cache.toString());
    }

    private void train(String home) throws IOException, InterruptedException {
        long caches = ready();
        process(home, cache.toString(), List.of(LAUNCHER.toString(), "--version"))
                .waitFor();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ready() == caches && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
    }

    private long ready() throws IOException {
        if (!Files.exists(cache)) {
            return 0;
        }
        try (var caches = Files.list(cache)) {
            return caches.filter(made -> Files.exists(made.resolve("ready"))).count();
        }
    }

    private void line(String home, String name, List<String> command, String itsCache)
            throws IOException, InterruptedException {
        var cells = new ArrayList<String>();
        cells.add(median(() -> {
            FileSystemUtils.deleteRecursively(folder.resolve("data"));
            return toFirstTrial(home, itsCache, with(command, "run", "study.yml"));
        }));
        cells.add(median(() -> toFirstTrial(home, itsCache, with(command, "run", "study.yml", "--new"))));
        cells.add(median(() -> toEnd(home, itsCache, with(command, "status"))));
        cells.add(median(() -> toEnd(home, itsCache, with(command, "validate", "study.yml"))));
        cells.add(median(() -> toEnd(home, itsCache, with(command, "--help"))));
        System.out.println(
                "| " + Path.of(home).getFileName() + " | " + name + " | " + String.join(" | ", cells) + " |");
    }

    /** Something that is started and timed. */
    private interface Start {
        Cost time() throws IOException, InterruptedException;
    }

    private String median(Start start) throws IOException, InterruptedException {
        var wall = new long[starts];
        var cpu = new long[starts];
        for (int i = 0; i < starts; i++) {
            Cost cost = start.time();
            wall[i] = cost.wallMillis();
            cpu[i] = cost.cpuMillis();
        }
        Arrays.sort(wall);
        Arrays.sort(cpu);
        return "%.2f (%.2f)".formatted(wall[starts / 2] / 1e3, cpu[starts / 2] / 1e3);
    }

    private Cost toFirstTrial(String home, String itsCache, List<String> command)
            throws IOException, InterruptedException {
        Path begun = folder.resolve("begun");
        Files.deleteIfExists(begun);
        long start = System.nanoTime();
        Process process = process(home, itsCache, command);
        long cpu = 0;
        while (!Files.exists(begun) && process.isAlive()) {
            cpu = cpu(process, cpu);
            Thread.sleep(2);
        }
        long wall = System.nanoTime() - start;
        process.waitFor();
        return new Cost(TimeUnit.NANOSECONDS.toMillis(wall), cpu);
    }

    private Cost toEnd(String home, String itsCache, List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = process(home, itsCache, command);
        long cpu = 0;
        while (!process.waitFor(2, TimeUnit.MILLISECONDS)) {
            cpu = cpu(process, cpu);
        }
        return new Cost(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), cpu);
    }

    private static long cpu(Process process, long before) {
        return process.info().totalCpuDuration().map(Duration::toMillis).orElse(before);
    }

    private Process process(String home, String itsCache, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment()
                .putAll(Map.of("JAVA_HOME", home, "NOCTURNE_JAR", JAR.toString(), "NOCTURNE_CACHE", itsCache));
        return builder.start();
    }

    private static List<String> with(List<String> command, String... arguments) {
        var all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        return all;
    }
}
