package dev.nocturne.strategy.cma;

/**
 * One member of a generation. The arrays must not be written to.
 *
 * @param genes by ordered parameter, in [0, 1], as they were drawn and not as they were rounded; NaN where unknown
 * @param choices by unordered parameter, the level; -1 where the parameter was not active
 * @param coordinates by parameter, a number everywhere: what to propose
 */
record Individual(double[] genes, int[] choices, double[] coordinates) {}
