package dev.nocturne.store;

import dev.nocturne.engine.AttemptResult;
import java.util.List;

/** What is best of a run so far, kept in the database as results come in. Implementations are thread-safe. */
interface BestSoFar {
    /** Takes new results into account, in the caller's transaction. */
    void improve(List<AttemptResult> results);
}
