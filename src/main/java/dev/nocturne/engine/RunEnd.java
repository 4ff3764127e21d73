package dev.nocturne.engine;

import dev.nocturne.study.EndCondition;

/**
 * That a run has enough before all of its trials were handed out.
 *
 * @param reason for a person
 */
public record RunEnd(EndCondition condition, String reason) {}
