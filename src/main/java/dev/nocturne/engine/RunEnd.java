package dev.nocturne.engine;

import dev.nocturne.study.EndCondition;

/**
 * Why a run has enough.
 *
 * @param reason for a person
 */
public record RunEnd(EndCondition condition, String reason) {
    /** That all planned trials have ended. */
    public static RunEnd afterAll(int trials) {
        return new RunEnd(EndCondition.MAX_TRIALS, "all " + trials + " trials ended");
    }
}
