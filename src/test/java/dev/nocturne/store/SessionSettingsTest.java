package dev.nocturne.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SessionSettingsTest {
    private static final WorkerHost HOST = new WorkerHost("night-1", 4711);

    @Test
    void batchesAreRewrittenForPostgresWithoutTheUrlAskingForIt() {
        assertThat(new DatabaseAddress("jdbc:postgresql://localhost/nocturne", "u", "").sessionSettings(HOST))
                .containsEntry("reWriteBatchedInserts", "true");
    }

    @Test
    void moreStatementsAreKeptByH2ThanAreInAChunk() {
        assertThat(new DatabaseAddress("jdbc:h2:file:./x;WRITE_DELAY=0", "sa", "").sessionSettings(HOST))
                .containsEntry("QUERY_CACHE_SIZE", "16");
    }

    @Test
    void whatTheUrlOfH2SaysIsNotSaidTwice() {
        assertThat(new DatabaseAddress("jdbc:h2:file:./x;query_cache_size=99", "sa", "").sessionSettings(HOST))
                .isEmpty();
    }

    @Test
    void whoOnlyReadsDoesNotWaitUntilH2HasMadeItsFileSmaller() {
        assertThat(new DatabaseAddress("jdbc:h2:file:./x", "sa", "").readerSettings())
                .containsEntry("MAX_COMPACT_TIME", "0");
        assertThat(new DatabaseAddress("jdbc:h2:file:./x;MAX_COMPACT_TIME=50", "sa", "").readerSettings())
                .isEmpty();
        assertThat(new DatabaseAddress("jdbc:postgresql://localhost/nocturne", "u", "").readerSettings())
                .isEmpty();
    }
}
