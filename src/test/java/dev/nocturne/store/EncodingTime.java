package dev.nocturne.store;

import dev.nocturne.config.StudyPlan;
import dev.nocturne.config.StudyReader;
import dev.nocturne.event.TuningEvent;
import dev.nocturne.objective.ObjectiveFactory;
import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.Point;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.study.Budget;
import dev.nocturne.study.Origin;
import dev.nocturne.study.TrialRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What it costs to write and read a trial and a study file, measured by JMH; half of the parameters are words. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EncodingTime {
    /** How many parameters there are. */
    @Param("20")
    public int dimensions;

    private Path file;
    private StudyReader reader;
    private CoordinateSpace space;
    private Point point;
    private String text;
    private double[] coordinates;
    private TuningEvent started;
    private TuningEvent completed;

    /** A study file and a point of its space. */
    @Setup(Level.Trial)
    public void prepare() throws IOException {
        var study = new StringBuilder("study: encoding\nmax-trials: 10\nsearch-space:\n");
        for (int i = 0; i < dimensions; i++) {
            study.append("  parameter-")
                    .append(i)
                    .append(
                            i % 2 == 0
                                    ? ": {type: continuous, min: 0.0001, max: 1, scale: log}\n"
                                    : ": {type: categorical, choices: [red, green, blue]}\n");
        }
        file = Files.createTempFile("encoding", ".yml");
        Files.writeString(file, study.append("objective: {type: function, name: norm}\n"));
        reader = new StudyReader(new StrategyFactory(), new ObjectiveFactory());
        space = new CoordinateSpace(reader.read(file).study().space());
        point = space.space().draw(new TrialRandom(1, 1));
        text = ParametersJson.write(point);
        coordinates = space.coordinates(point);
        started = new TuningEvent.TrialStarted(7, 1, Origin.Kind.SEARCH, point, Instant.EPOCH);
        completed = new TuningEvent.TrialCompleted(
                7,
                1,
                Origin.Kind.SEARCH,
                Map.of("objective", 0.123456789),
                Budget.FULL,
                Duration.ofMillis(12),
                point,
                Instant.EPOCH);
    }

    @TearDown(Level.Trial)
    public void clear() throws IOException {
        Files.deleteIfExists(file);
    }

    @Benchmark
    public String writeParameters() {
        return ParametersJson.write(point);
    }

    @Benchmark
    public Point readParameters() {
        return ParametersJson.read(text, space.space());
    }

    @Benchmark
    public String writeStartedEvent() {
        return EventJson.write(started);
    }

    @Benchmark
    public String writeCompletedEvent() {
        return EventJson.write(completed);
    }

    @Benchmark
    public double[] pointToCoordinates() {
        return space.coordinates(point);
    }

    @Benchmark
    public Point coordinatesToPoint() {
        return space.point(coordinates);
    }

    @Benchmark
    public StudyPlan readStudyFile() {
        return reader.read(file);
    }
}
