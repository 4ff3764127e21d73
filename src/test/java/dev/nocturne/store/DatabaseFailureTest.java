package dev.nocturne.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DatabaseFailureTest {
    @Test
    void aBrokenConnectionIsNoDamagedFile() {
        var failure = new IllegalStateException(
                new SQLException("An I/O error occurred while sending to the backend.", "08006", new EOFException()));
        assertThat(DatabaseFailure.isAway(failure)).isTrue();
        assertThat(DatabaseFailure.sentence(failure))
                .hasValueSatisfying(
                        sentence -> assertThat(sentence).startsWith("The database cannot be reached: An I/O"));
    }

    @Test
    void aFileThatEndsTooSoonIsDamaged() {
        var failure = new SQLException("IO Exception: \"x.mv.db\" [90028-240]", "90028", 90028, new EOFException());
        assertThat(DatabaseFailure.isAway(failure)).isFalse();
        assertThat(DatabaseFailure.sentence(failure))
                .hasValueSatisfying(
                        sentence -> assertThat(sentence).contains("damaged").contains("backup"));
    }

    @Test
    void theInnermostFailureIsTheOneToTell() {
        var root = new SQLException("FATAL: terminating connection due to administrator command", "57P01");
        var failure = new BatchUpdateException("Batch entry 0 update trial", "57P01", 0, new int[0], root);
        assertThat(DatabaseFailure.sentence(failure))
                .hasValueSatisfying(sentence ->
                        assertThat(sentence).contains("terminating connection").doesNotContain("Batch entry"));
    }

    @Test
    void otherTroublesHaveTheirOwnSentences() {
        assertThat(sentence(new SQLException("x", "90031", 90031, new IOException("No space left on device"))))
                .contains("disk is full");
        assertThat(sentence(new SQLException("The database is read only", "90097", 90097)))
                .contains("Make its files writable");
        assertThat(sentence(new SQLException("relation v_run does not exist", "42P01")))
                .contains("Nothing is recorded");
        assertThat(sentence(new SQLException("wrong", "28000", 28000))).contains("user or password");
        assertThat(DatabaseFailure.sentence(new IllegalStateException("no database")))
                .isEmpty();
    }

    private static String sentence(SQLException failure) {
        return DatabaseFailure.sentence(failure).orElseThrow();
    }
}
