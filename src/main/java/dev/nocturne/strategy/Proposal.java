package dev.nocturne.strategy;

import dev.nocturne.space.Point;

/** A strategy's answer: what the trial is to try. */
public record Proposal(Point parameters) {}
