package dev.nocturne.batch;

import dev.nocturne.summary.RunFacts;
import dev.nocturne.summary.RunSummary;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What explains where a run stands, and what comes next. Immutable.
 *
 * @param verdict the whole of it in a sentence or two
 * @param since for how long its status has been what it is
 * @param owner which process started it last, and whether that lives; empty if none ever did
 * @param inFlight trials that count as running
 * @param strays processes of the run on this machine that belong to no trial in flight
 * @param warnings what else may spoil the night, a sentence each
 * @param next what the next start does
 */
public record Diagnosis(
        String verdict,
        RunSummary run,
        Duration since,
        Optional<Owner> owner,
        RunFacts facts,
        List<InFlight> inFlight,
        List<Long> strays,
        List<String> warnings,
        String next) {
    public Diagnosis {
        inFlight = List.copyOf(inFlight);
        strays = List.copyOf(strays);
        warnings = List.copyOf(warnings);
    }

    /** What can be said of a process from here. */
    public enum Life {
        /** It runs. */
        LIVES,
        /** It does not run any more; another may have its number. */
        GONE,
        /** It belongs to another machine. */
        OUT_OF_SIGHT
    }

    /**
     * The process that started a run last.
     *
     * @param life as the system of this machine sees it
     * @param holdsRun whether some process holds the lock of the run
     */
    public record Owner(String host, long pid, Life life, boolean holdsRun) {}

    /**
     * A trial that counts as running.
     *
     * @param running for how long
     * @param worker whether its process lives
     * @param programs its processes on this machine
     * @param suspicion why it may be stuck; empty if it may not
     */
    public record InFlight(
            RunFacts.InFlight trial, Duration running, Life worker, List<Long> programs, Optional<String> suspicion) {
        public InFlight {
            programs = List.copyOf(programs);
        }
    }
}
