package dev.nocturne.bench;

/**
 * How far one run of a strategy had come after some trials. One line of a file of results.
 *
 * @param budget how many trials that were
 * @param regret normalised regret of the incumbent, without noise
 * @param value the incumbent's value, without noise
 * @param cpu seconds of processor time for one suggestion, on average over the whole run
 */
record Result(
        String suite,
        String task,
        String strategy,
        long seed,
        int lag,
        boolean shift,
        int budget,
        double regret,
        double value,
        double cpu) {}
