package dev.nocturne.objective;

import dev.nocturne.space.Point;
import java.nio.file.Path;
import java.util.Optional;

/** What an objective knows of the attempt that it evaluates, and where it reports measurements. */
public interface TrialContext {
    /** Counts 0, 1, 2 … within the run. */
    int trialId();

    /** Which try at the trial this is, from 1. */
    int attempt();

    /** What to try. */
    Point parameters();

    /** Seed for the objective's own randomness: not negative, the same for every attempt at this trial. */
    long seed();

    /**
     * Whether parameters that the search found are evaluated again, with another seed, to see what luck had to do with it. An
     * objective that splits its data alike for all trials of the search should split them by the seed then.
     */
    default boolean isConfirmation() {
        return false;
    }

    /** The fidelity at which to evaluate, above 0: in a study with budgets what it counts in, else 1, which is the whole. */
    double budget();

    /**
     * A directory for what the trial's evaluation wants to go on from: it survives restarts, and in a promoted trial it holds
     * at first what the trial of the lower rung left in its own. Empty where nobody keeps such directories.
     */
    default Optional<Path> checkpointDirectory() {
        return Optional.empty();
    }

    /**
     * Reports an intermediate value. An objective may call this from another thread than the one that evaluates, but
     * never from two at once, and never after its evaluation has ended.
     *
     * @param step at least 0; of two values of one step the later stands
     * @param value finite; others are ignored
     */
    void report(long step, double value);

    /**
     * Whether the measurements so far are hopeless, so that the evaluation may end: whatever it returns then, the trial is
     * pruned. An objective that asks after each report saves the time of the rest; one that does not is let run on.
     */
    default boolean isPruned() {
        return false;
    }

    /** Keeps what the attempt's program left; to be called once, before the evaluation ends. */
    default void ended(ProgramEnd program) {}
}
