package dev.nocturne.cli;

import dev.nocturne.batch.Invocation;
import dev.nocturne.batch.RunListener;
import dev.nocturne.batch.RunProgress;
import dev.nocturne.batch.RunStart;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a person sees while a run runs: on a terminal one line that is drawn again and again, elsewhere a plain line now
 * and then. Thread-safe.
 */
final class RunDisplay implements RunListener {
    private static final Duration REDRAW = Duration.ofMillis(200);
    private static final Duration PLAIN_LINE = Duration.ofSeconds(30);
    private static final int BAR_WIDTH = 20;
    private static final int REASONS_SHOWN = 10;

    private final PrintWriter out;
    private final boolean terminal;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService background;

    private @Nullable Supplier<RunProgress> progress;
    private @Nullable ScheduledFuture<?> drawing;
    private long startNanos;
    private int drawn;
    private @Nullable Path report;

    RunDisplay(
            PrintWriter out,
            boolean terminal,
            Clock clock,
            LongSupplier nanoTime,
            ScheduledExecutorService background) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.background = background;
    }

    @Override
    public synchronized void started(RunStart start, Supplier<RunProgress> source) {
        clear();
        say("Study " + start.study() + ", run " + start.runKey() + ": " + start.plannedTrials() + " trials of "
                + start.strategy() + ", " + workers(start.workers()) + ", seed " + start.seed());
        start.recovery().ifPresent(found -> CrashReceipt.lines(found).forEach(this::say));
        if (start.start() > 1 && start.recovery().isEmpty()) {
            say("Going on from the checkpoint: " + start.endedTrials() + " trials have ended"
                    + (start.interruptedAttempts() == 0
                            ? ""
                            : ", " + start.interruptedAttempts() + " were cut off and are tried again"));
        }
        start.window().ifPresent(end -> say("Works until " + end));
        start.notes().forEach(this::say);
        start.knownTrials()
                .ifPresent(known -> say("Learning from " + known + " earlier results" + leftOut(start.leftOut())));
        progress = source;
        startNanos = nanoTime.getAsLong();
        if (drawing == null) {
            long period = (terminal ? REDRAW : PLAIN_LINE).toMillis();
            drawing = background.scheduleAtFixedRate(this::draw, period, period, TimeUnit.MILLISECONDS);
        }
    }

    private static String workers(int here) {
        return here == 0 ? "evaluated by workers elsewhere" : here + (here == 1 ? " worker" : " workers");
    }

    private static String leftOut(Map<String, Integer> reasons) {
        String shown = reasons.entrySet().stream()
                .limit(REASONS_SHOWN)
                .map(reason -> reason.getValue() + " (" + reason.getKey() + ")")
                .collect(Collectors.joining(", "));
        int more = reasons.size() - REASONS_SHOWN;
        return reasons.isEmpty()
                ? ""
                : "; left out: " + shown + (more > 0 ? ", and for " + more + " more reasons" : "");
    }

    @Override
    public synchronized void lagHoldsWorkersUp(int lag, int capacity) {
        clear();
        say("All workers together could evaluate " + capacity + " trials at a time, but the lag of this run lets " + lag
                + " be under way. For the next run, set lag: " + 2 * capacity + " in the study file.");
    }

    @Override
    public synchronized void timeIsOver(String why, String graceEnd) {
        clear();
        say("No trial begins any more: " + why + ". Those in flight have until " + graceEnd + ".");
    }

    @Override
    public synchronized void nobodyEvaluates() {
        clear();
        say("No worker has joined so far. Start some on this database: " + Invocation.of("worker")
                + ". One that cannot join this run says why.");
    }

    @Override
    public synchronized void undelivered(String sink, long events, @Nullable String why) {
        clear();
        say(SinkLines.behind(sink, events, why) + " That goes with the next start, or with " + Invocation.of("deliver")
                + ".");
    }

    @Override
    public synchronized void reported(Path file) {
        report = file;
    }

    /** The report of the run; empty if none was written. */
    synchronized Optional<Path> report() {
        return Optional.ofNullable(report);
    }

    @Override
    public synchronized void reportFailed(String reason) {
        clear();
        say("The run is complete, but its report could not be written: " + reason);
    }

    @Override
    public synchronized void waitingForDatabase(String reason, Duration delay) {
        clear();
        say(reason.split("\\. ", 2)[0] + ". Trying again in " + delay.toSeconds() + " s.");
    }

    /** Somebody wants the run to stop. */
    synchronized void stopping(String signal, Duration grace) {
        clear();
        say(signal + ": stopping after the trials in flight; they have " + grace.toSeconds() + " s.");
    }

    /** The run will not even begin. */
    synchronized void stoppedBeforeAnythingBegan(String signal) {
        clear();
        say(signal + ": stopped before the run began. Start the same command again.");
    }

    /** Trials in flight do not even end when they are told to. */
    synchronized void givingUp() {
        clear();
        say("A trial in flight does not end. Leaving it; start the same command again to continue.");
    }

    /** Nothing is drawn any more. */
    synchronized void close() {
        if (drawing != null) {
            drawing.cancel(false);
        }
        clear();
        progress = null;
    }

    private synchronized void draw() {
        if (progress == null) {
            return;
        }
        RunProgress now = progress.get();
        Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - startNanos);
        if (terminal) {
            String line = bar(now) + ' ' + describe(now, elapsed);
            out.print('\r' + line + " ".repeat(Math.max(0, drawn - line.length())));
            drawn = line.length();
            out.flush();
        } else {
            say(LocalTime.now(clock).truncatedTo(ChronoUnit.SECONDS) + " " + describe(now, elapsed));
        }
    }

    private void clear() {
        if (drawn > 0) {
            out.print('\r' + " ".repeat(drawn) + '\r');
            out.flush();
            drawn = 0;
        }
    }

    private void say(String line) {
        out.println(Texts.printable(line));
        out.flush();
    }

    static String bar(RunProgress now) {
        int full = now.planned() == 0 ? 0 : (int) Math.min(BAR_WIDTH, (long) BAR_WIDTH * now.ended() / now.planned());
        return '[' + "#".repeat(full) + "-".repeat(BAR_WIDTH - full) + ']';
    }

    static String describe(RunProgress now, Duration elapsed) {
        var line = new StringBuilder()
                .append(now.ended())
                .append('/')
                .append(now.planned())
                .append(" trials");
        if (now.best().isPresent()) {
            line.append(", best ").append(Texts.rounded(now.best().getAsDouble()));
            line.append(" (trial ").append(now.bestTrial().getAsInt()).append(')');
        }
        if (now.frontTrials().isPresent()) {
            line.append(", ").append(now.frontTrials().getAsInt()).append(" on the front");
        }
        if (now.confirmations() > 0) {
            line.append(", evaluating the best again: ")
                    .append(now.confirmed())
                    .append('/')
                    .append(now.confirmations());
        }
        if (now.failed() > 0) {
            line.append(", ").append(now.failed()).append(" failed");
        }
        if (now.lentWorkers() > 0) {
            line.append(", ")
                    .append(now.lentWorkers())
                    .append(now.lentWorkers() == 1 ? " worker elsewhere" : " workers elsewhere");
        }
        double seconds = elapsed.toNanos() / 1e9;
        if (now.endedHere() > 0 && seconds > 0 && now.confirmations() == 0) {
            double rate = now.endedHere() / seconds;
            line.append(String.format(Locale.ROOT, ", %.3g/s", rate));
            long left = (long) Math.ceil((now.planned() - now.ended()) / rate);
            line.append(", ").append(Texts.clock(Duration.ofSeconds(left))).append(" left");
        }
        return line.toString();
    }
}
