package dev.nocturne.study;

/** Why a run has enough; the names are what the tables hold. */
public enum EndCondition {
    /** All planned trials have ended. */
    MAX_TRIALS,
    /** A trial was as good as asked for. */
    STOP_AT,
    /** No trial improved for as many as the study has patience. */
    PATIENCE,
    /** The run has worked as long as it may. */
    MAX_DURATION
}
