package dev.nocturne.study;

import dev.nocturne.space.Point;

/** The best completed trial so far; of equal ones, the earliest. */
public record Incumbent(int trialId, double objective, Point parameters) {}
