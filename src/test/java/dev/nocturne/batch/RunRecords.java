package dev.nocturne.batch;

import dev.nocturne.store.RunRecord;
import java.time.Instant;

/** Runs for tests that need no database: started once, with seed and lag 1. */
final class RunRecords {
    private RunRecords() {}

    static RunRecord of(String status, String strategy, int trials, String configuration, String sha256) {
        return new RunRecord(
                1,
                "s",
                "night",
                status,
                strategy,
                1,
                1,
                trials,
                trials,
                1,
                configuration,
                "study.yml",
                sha256,
                "token",
                null,
                null,
                Instant.EPOCH,
                null,
                null,
                null,
                1,
                null,
                null,
                null,
                null,
                null,
                null,
                0);
    }
}
