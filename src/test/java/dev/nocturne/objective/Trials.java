package dev.nocturne.objective;

import dev.nocturne.space.Point;
import dev.nocturne.space.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Trials for tests; each keeps what was reported to it. */
public final class Trials implements TrialContext {
    private final int trialId;
    private final Point parameters;
    private final long seed;
    private final double budget;
    private int reportMillis;
    private String reportFailure = "";
    private Optional<Path> checkpointDirectory = Optional.empty();
    private double hopelessFrom = Double.POSITIVE_INFINITY;
    private boolean pruned;
    private boolean confirmation;
    private int hopelessAfter = Integer.MAX_VALUE;
    private final List<String> measurements = new ArrayList<>();
    private final List<ProgramEnd> ends = new ArrayList<>();

    private Trials(int trialId, Point parameters, long seed, double budget) {
        this.trialId = trialId;
        this.parameters = parameters;
        this.seed = seed;
        this.budget = budget;
    }

    /** A trial of these parameters: name, value, name, value; numbers and texts become what they look like in Java. */
    public static Trials of(Object... namesAndValues) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], value(namesAndValues[i + 1]));
        }
        return new Trials(7, new Point(values), 42, 1);
    }

    public Trials withId(int id) {
        return new Trials(id, parameters, seed, budget);
    }

    public Trials withSeed(long otherSeed) {
        return new Trials(trialId, parameters, otherSeed, budget);
    }

    public Trials withBudget(double share) {
        return new Trials(trialId, parameters, seed, share);
    }

    /** The same trial, whose reports take that long: a database that is slow. */
    public Trials slowedBy(int millis) {
        reportMillis = millis;
        return this;
    }

    /** The same trial, whose reports throw. */
    public Trials whoseReportsFail(String message) {
        reportFailure = message;
        return this;
    }

    /** The same trial, hopeless as soon as it reports such a value or a larger one. */
    public Trials hopelessFrom(double value) {
        hopelessFrom = value;
        return this;
    }

    /** The same trial with such a directory. */
    public Trials withCheckpoints(Path directory) {
        checkpointDirectory = Optional.of(directory);
        return this;
    }

    /** The same trial, which is pruned with its so manieth report. */
    public Trials prunedAfter(int reports) {
        hopelessAfter = reports;
        return this;
    }

    /** The same trial, which evaluates an earlier one's parameters again. */
    public Trials asConfirmation() {
        confirmation = true;
        return this;
    }

    @Override
    public boolean isConfirmation() {
        return confirmation;
    }

    private static Value value(Object raw) {
        if (raw instanceof Integer whole) {
            return new Value.Whole(whole);
        }
        return raw instanceof Double real ? new Value.Real(real) : new Value.Text((String) raw);
    }

    /** What was reported, as {@code step=value}, in order. */
    public synchronized List<String> measurements() {
        return List.copyOf(measurements);
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public int trialId() {
        return trialId;
    }

    @Override
    public Point parameters() {
        return parameters;
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public double budget() {
        return budget;
    }

    @Override
    public synchronized void report(long step, double value) {
        if (!reportFailure.isEmpty()) {
            throw new IllegalStateException(reportFailure);
        }
        try {
            Thread.sleep(reportMillis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        measurements.add(step + "=" + value);
        pruned |= value >= hopelessFrom;
    }

    @Override
    public Optional<Path> checkpointDirectory() {
        return checkpointDirectory;
    }

    @Override
    public synchronized boolean isPruned() {
        return pruned || measurements.size() >= hopelessAfter;
    }

    @Override
    public synchronized void ended(ProgramEnd end) {
        ends.add(end);
    }

    /** What the program left; fails unless that was said exactly once. */
    public synchronized ProgramEnd end() {
        if (ends.size() != 1) {
            throw new IllegalStateException("The end was told " + ends.size() + " times.");
        }
        return ends.get(0);
    }
}
