package dev.nocturne.summary;

import java.util.List;

/** Reads a study's sequence of nights and its champions. Reading never changes or disturbs a run. */
public interface Nights {
    /** The study's runs in the order of their first starts. */
    List<Night> nights(String study);

    /** The study's champions, the current one first; empty if it never had any. */
    List<Champion> champions(String study);

    /** How the champions did when they were evaluated again, the oldest night first. */
    List<Drift> drift(String study);

    /**
     * What a run evaluated again after its search, the champion first, then the challengers, the best of the search first;
     * empty if it did not. Means are there once the run is complete.
     */
    List<Candidate> candidates(long runId);
}
