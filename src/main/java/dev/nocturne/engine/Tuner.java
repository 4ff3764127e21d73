package dev.nocturne.engine;

import dev.nocturne.study.TuningSummary;

/** Runs a study in this program: no database, no job, no restart; the same strategies and events as at night. */
public interface Tuner {
    /**
     * Runs all trials, on as many threads of its own as the study has workers, and waits for the end. Every call is a run
     * of its own. When it throws, evaluations that are still going on have been interrupted.
     *
     * @throws dev.nocturne.study.TooManyFailuresException if more trials fail than the study allows
     * @throws dev.nocturne.study.TuningException if the calling thread is interrupted; it stays interrupted
     */
    TuningSummary tune();
}
