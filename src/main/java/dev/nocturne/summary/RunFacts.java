package dev.nocturne.summary;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of a run that explains where it stands. Immutable.
 *
 * @param lastStart when it was started last; empty if it never was
 * @param lease until when its process is taken for alive; empty where there are no leases, as in H2
 * @param enough why it hands out no new trials before all were; empty if it does
 * @param lentWorkers workers of other processes that take part
 * @param inFlight trials that count as running
 * @param waiting trials that were cut off, to be attempted again
 * @param longest how long the longest completed trial took
 * @param events the last ones, the latest first
 * @param failures of attempts, for each kind
 */
public record RunFacts(
        Optional<Instant> lastStart,
        Optional<Lease> lease,
        Optional<String> enough,
        List<LentWorker> lentWorkers,
        List<InFlight> inFlight,
        List<Integer> waiting,
        Optional<Duration> longest,
        List<Event> events,
        List<FailureGroup> failures) {
    public RunFacts {
        lentWorkers = List.copyOf(lentWorkers);
        inFlight = List.copyOf(inFlight);
        waiting = List.copyOf(waiting);
        events = List.copyOf(events);
        failures = List.copyOf(failures);
    }

    /**
     * Until when somebody is taken for alive.
     *
     * @param left by the database's clock; negative if it is over
     */
    public record Lease(Instant until, Duration left) {
        public boolean isOver() {
            return left.isNegative();
        }
    }

    /** A worker that another process lends to the run. */
    public record LentWorker(String worker, String host, long pid, Lease lease) {}

    /**
     * A trial that counts as running.
     *
     * @param lent whether its worker is lent, and goes on when the run's own process is gone
     * @param leaseOver whether that worker is taken for dead
     * @param startedAt when the attempt was handed out
     */
    public record InFlight(
            int trialId,
            int attempt,
            String worker,
            String host,
            long pid,
            boolean lent,
            boolean leaseOver,
            Instant startedAt) {
        /** Whether somebody who is not the run's own process still has it. */
        public boolean goesOnElsewhere() {
            return lent && !leaseOver;
        }
    }

    /** Something that happened. */
    public record Event(Instant at, String type, @Nullable Integer trialId, String payload) {}

    /**
     * Attempts that failed in one way, and the latest of them.
     *
     * @param exitCode empty if there was no program, or it was ended
     * @param errorOutput the end of what its program printed on stderr, in lines
     */
    public record FailureGroup(
            String kind,
            int count,
            int trialId,
            int attempt,
            Instant at,
            String message,
            OptionalInt exitCode,
            String errorOutput) {}
}
