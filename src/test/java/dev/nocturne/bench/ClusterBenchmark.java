package dev.nocturne.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Worker processes of the jar at one run on a PostgreSQL of their own, all on this machine: trials per second with an
 * objective that costs nothing, beside plain JDBC; and how busy workers are with trials of very different lengths. See
 * docs/benchmarks.md.
 */
@Command(name = "cluster", sortOptions = false, mixinStandardHelpOptions = true)
public final class ClusterBenchmark implements Callable<Integer> {
    @Option(names = "--workers", split = ",", defaultValue = "1,2,4,8", description = "Worker processes; 0 for none.")
    private List<Integer> workers = List.of();

    @Option(
            names = "--here",
            split = ",",
            defaultValue = "1,4",
            description = "Workers in the manager, without others.")
    private List<Integer> here = List.of();

    @Option(names = "--chunks", split = ",", defaultValue = "1,10,100")
    private List<Integer> chunks = List.of();

    @Option(names = "--warm-up", defaultValue = "15", description = "Seconds from when the workers have come.")
    private int warmUp;

    @Option(names = "--seconds", defaultValue = "10", description = "How long is measured.")
    private int seconds;

    @Option(names = "--busy-trials", defaultValue = "400", description = "0 leaves busy time out.")
    private int busyTrials;

    @Option(names = "--csv", description = "Folder for cluster-throughput.csv and cluster-busy.csv.")
    private @Nullable Path csv;

    public static void main(String[] arguments) {
        int status = new CommandLine(new ClusterBenchmark()).execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    @Override
    public Integer call() throws SQLException, IOException, InterruptedException {
        Path folder = Files.createTempDirectory("nocturne-cluster");
        try (var server = new ClusterServer()) {
            if (!chunks.isEmpty()) {
                throughput(
                        new ClusterThroughput(folder, server, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds)));
            }
            if (busyTrials > 0) {
                busy(new ClusterBusy(folder, server, busyTrials));
            }
        } finally {
            delete(folder);
        }
        return 0;
    }

    private void throughput(ClusterThroughput benchmark) throws SQLException, IOException, InterruptedException {
        System.out.print(ThroughputLine.HEAD);
        try (PrintWriter out = csv("cluster-throughput.csv", ThroughputLine.CSV_HEAD)) {
            for (int chunk : chunks) {
                for (int count : positive(here)) {
                    print(benchmark.run(count, 0, chunk).line(), out);
                }
                for (int count : positive(workers)) {
                    var seen = benchmark.run(0, count, chunk);
                    print(seen.line(), out);
                    print(benchmark.plain(seen.rows(), count, chunk), out);
                }
            }
        }
    }

    private static List<Integer> positive(List<Integer> counts) {
        return counts.stream().filter(count -> count > 0).toList();
    }

    private static void print(ThroughputLine line, PrintWriter out) {
        System.out.println(line.markdown());
        out.println(line.csv());
        out.flush();
    }

    private void busy(ClusterBusy benchmark) throws SQLException, IOException, InterruptedException {
        System.out.println();
        System.out.print(ClusterBusy.HEAD);
        try (PrintWriter out = csv("cluster-busy.csv", ClusterBusy.CSV_HEAD)) {
            print(benchmark.run("random_search", 8, 4), out);
            print(benchmark.run("tpe", 8, 4), out);
            print(benchmark.run("tpe", 16, 4), out);
        }
    }

    private static void print(ClusterBusy.Line line, PrintWriter out) {
        System.out.println(line.markdown());
        out.println(line.csv());
        out.flush();
    }

    private PrintWriter csv(String name, String head) throws IOException {
        if (csv == null) {
            return new PrintWriter(PrintWriter.nullWriter());
        }
        Files.createDirectories(csv);
        var out = new PrintWriter(Files.newBufferedWriter(csv.resolve(name)));
        out.println(head);
        return out;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
