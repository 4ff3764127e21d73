package dev.nocturne.bench;

import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.space.Value;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * Hyper-parameters of a real model, every combination of which was trained with several seeds. An observation is the
 * result of one of the seeds; the value is their mean.
 */
final class TableTask implements Task {
    static final String SUFFIX = ".bin.gz";

    private final String name;
    private final int[] cardinalities;
    private final double[][] rows;
    private final double[] means;
    private final double optimum;
    private final double typical;
    private final SearchSpace space;

    private TableTask(String name, int[] cardinalities, double[][] rows) {
        this.name = name;
        this.cardinalities = cardinalities;
        this.rows = rows;
        this.means = Arrays.stream(rows)
                .mapToDouble(row -> Arrays.stream(row).average().orElseThrow())
                .toArray();
        double[] sorted = means.clone();
        Arrays.sort(sorted);
        this.optimum = sorted[0];
        this.typical = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        this.space = space(cardinalities);
    }

    /** Reads the format that docs/benchmarks.md describes. */
    static TableTask read(Path file) throws IOException {
        try (var in = new DataInputStream(
                new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file)), 1 << 16))) {
            int[] cardinalities = new int[in.readInt()];
            int seeds = in.readInt();
            double[][] rows = new double[in.readInt()][seeds];
            for (int i = 0; i < cardinalities.length; i++) {
                cardinalities[i] = in.readInt();
            }
            for (double[] row : rows) {
                for (int i = 0; i < seeds; i++) {
                    row[i] = in.readDouble();
                }
            }
            return new TableTask(file.getFileName().toString().replace(SUFFIX, ""), cardinalities, rows);
        }
    }

    private static SearchSpace space(int[] cardinalities) {
        List<Parameter> parameters = new ArrayList<>();
        for (int cardinality : cardinalities) {
            String name = "p" + parameters.size();
            parameters.add(
                    cardinality > 0
                            ? new IntegerParameter(name, 0, cardinality - 1L)
                            : new CategoricalParameter(
                                    name,
                                    IntStream.range(0, -cardinality)
                                            .mapToObj(Integer::toString)
                                            .toList()));
        }
        return new SearchSpace(parameters);
    }

    private int row(Point point) {
        int row = 0;
        int place = 0;
        for (Value value : point.values().values()) {
            row = row * Math.abs(cardinalities[place]) + Integer.parseInt(value.text());
            place++;
        }
        return row;
    }

    @Override
    public String suite() {
        return "tables";
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SearchSpace space() {
        return space;
    }

    @Override
    public double value(Point point) {
        return means[row(point)];
    }

    @Override
    public double observe(Point point, long seed) {
        double[] row = rows[row(point)];
        return row[(int) Math.floorMod(seed, (long) row.length)];
    }

    @Override
    public double optimum() {
        return optimum;
    }

    @Override
    public double typical() {
        return typical;
    }
}
