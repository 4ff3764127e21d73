package dev.nocturne.batch;

import dev.nocturne.config.StudyPlan;
import dev.nocturne.store.RunRecord;
import dev.nocturne.study.TuningException;
import dev.nocturne.summary.RunFacts;
import java.time.Duration;
import java.util.Optional;

/**
 * When a trial that runs may be stuck.
 *
 * @param timeout of an attempt
 * @param longest that a completed trial took
 * @param chunk how many trials a worker takes at a time, all of which count as running until the last has ended
 */
record Suspicions(Optional<Duration> timeout, Optional<Duration> longest, int chunk) {
    private static final int TIMES_THE_LONGEST = 3;

    /** Trials of milliseconds are not stuck when the machine is busy for a moment. */
    private static final Duration LEAST = Duration.ofMinutes(1);

    /** Ending a program with its children takes some seconds. */
    private static final Duration TO_END = Duration.ofSeconds(15);

    static Suspicions of(StudyArchive archive, RunRecord run, RunFacts facts) {
        try {
            StudyPlan plan = archive.plan(run);
            return new Suspicions(
                    plan.objective().limit(),
                    facts.longest(),
                    plan.study().execution().chunkSize());
        } catch (TuningException unreadable) {
            return new Suspicions(Optional.empty(), facts.longest(), 1);
        }
    }

    Optional<String> about(Duration running) {
        if (timeout.isPresent()
                && running.compareTo(timeout.get().multipliedBy(chunk).plus(TO_END)) > 0) {
            return Optional.of("longer than its timeout of " + Words.of(timeout.get())
                    + (chunk == 1 ? "" : ", in a chunk of " + chunk));
        }
        if (longest.isPresent()) {
            Duration limit = longest.get().multipliedBy((long) TIMES_THE_LONGEST * chunk);
            if (running.compareTo(limit) > 0 && running.compareTo(LEAST) > 0) {
                return Optional.of("more than " + TIMES_THE_LONGEST + " times as long as the longest completed trial, "
                        + Words.of(longest.get()));
            }
        }
        return Optional.empty();
    }
}
