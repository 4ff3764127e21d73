package dev.nocturne.cli;

import dev.nocturne.batch.WorkerListener;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What a person, or the journal of a machine, sees of workers that are lent: a line for each thing that happens. */
final class WorkerDisplay implements WorkerListener {
    private final PrintWriter out;
    private final Clock clock;

    WorkerDisplay(PrintWriter out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void waiting(String database) {
        say("Waiting for runs in " + database);
    }

    @Override
    public void joined(String study, String runKey, String worker) {
        say("Joined run " + runKey + " of " + study + " as " + worker);
    }

    @Override
    public void left(String study, String runKey, String worker, int endedTrials, String why) {
        say("Left run " + runKey + " of " + study + " after " + endedTrials
                + (endedTrials == 1 ? " trial: " : " trials: ") + why);
    }

    @Override
    public void refused(String study, String runKey, String why) {
        say("Cannot join run " + runKey + " of " + study + ": " + why);
    }

    @Override
    public void waitingForDatabase(String reason, Duration delay) {
        say(reason.split("\\. ", 2)[0] + ". Trying again in " + delay.toSeconds() + " s.");
    }

    /** Somebody sends the workers home. */
    void stopping(String signal, Optional<Duration> grace) {
        say(signal + ": going home after the trials in flight"
                + grace.map(time -> ", which have " + time.toSeconds() + " s").orElse("") + ".");
    }

    /** A trial in flight does not even end when it is told to. */
    void givingUp() {
        say("A trial in flight does not end. Leaving it; another worker will attempt it again.");
    }

    /** All have gone home. */
    void gone() {
        say("Gone home.");
    }

    private synchronized void say(String line) {
        out.println(LocalTime.now(clock).truncatedTo(ChronoUnit.SECONDS) + " " + Texts.printable(line));
        out.flush();
    }
}
