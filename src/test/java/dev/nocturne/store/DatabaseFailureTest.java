package dev.nocturne.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.net.ssl.SSLHandshakeException;
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

    /** The driver calls all of these a broken connection; {@code TlsIT} has those that a server can be made to cause. */
    @Test
    void whatWaitingDoesNotMendIsNotWaitedFor() {
        var expired = new SSLHandshakeException("PKIX path validation failed");
        expired.initCause(new CertPathValidatorException(
                "validity check failed", new CertificateExpiredException("NotAfter: Sun Nov 22 12:00:00 UTC 2026")));
        assertThat(refusal(new SQLException("SSL error: PKIX path validation failed", "08006", expired)))
                .contains("not valid at this time", "NotAfter: Sun Nov 22");
        assertThat(refusal(new SQLException("The authentication type 7 is not supported.", "08004")))
                .contains("type 7");
        assertThat(refusal(new SQLTransientConnectionException(
                        "Connection is not available", "28P01", new SQLException("wrong", "28P01"))))
                .contains("user or password");
    }

    @Test
    void aHandshakeThatBreaksOffMayWorkTheNextTime() {
        var broken = new SSLHandshakeException("Remote host terminated the handshake");
        broken.initCause(new EOFException("SSL peer shut down incorrectly"));
        var failure = new SQLException("SSL error: Remote host terminated the handshake", "08006", broken);
        assertThat(DatabaseFailure.isAway(failure)).isTrue();
        assertThat(sentence(failure)).startsWith("The database cannot be reached");
    }

    private static String refusal(SQLException failure) {
        assertThat(DatabaseFailure.isAway(new IllegalStateException(failure))).isFalse();
        return sentence(failure);
    }

    @Test
    void aMissingRightIsCalledThat() {
        assertThat(sentence(new SQLException("ERROR: permission denied for table trial", "42501")))
                .contains("permission denied for table trial", "nocturne_runner", "grants.sql");
        assertThat(sentence(new SQLException("ERROR: column \"horizon\" does not exist", "42703")))
                .contains("older", "migrate");
    }

    @Test
    void otherTroublesHaveTheirOwnSentences() {
        assertThat(sentence(new SQLException("x", "90031", 90031, new IOException("No space left on device"))))
                .contains("disk is full");
        assertThat(sentence(new SQLException("The database is read only", "90097", 90097)))
                .contains("Make its files writable");
        assertThat(sentence(new SQLException("ERROR: relation \"v_run\" does not exist", "42P01")))
                .contains("Nothing is recorded");
        assertThat(sentence(new SQLException("FEHLER: Relation »v_run« existiert nicht", "42P01")))
                .contains("Nothing is recorded");
        assertThat(sentence(new SQLException("ERREUR: la relation « v_run » n'existe pas", "42P01")))
                .contains("Nothing is recorded");
        assertThat(sentence(new SQLException("Database \"/data/n\" not found", "90146", 90146)))
                .contains("There is no database there", "IFEXISTS");
        assertThat(sentence(new SQLException("Table \"V_RUN\" not found", "42S02")))
                .contains("Nothing is recorded");
        assertThat(sentence(new SQLException("ERROR: relation \"worker_total\" does not exist", "42P01")))
                .contains("older than this Nocturne", "migrate");
        assertThat(sentence(
                        new SQLException("Table \"PRUNED_RUN\" not found (candidates are: \"TUNING_RUN\")", "42S02")))
                .contains("older than this Nocturne", "migrate");
        assertThat(sentence(new SQLException("wrong", "28000", 28000))).contains("user or password");
        assertThat(DatabaseFailure.sentence(new IllegalStateException("no database")))
                .isEmpty();
    }

    private static String sentence(SQLException failure) {
        return DatabaseFailure.sentence(failure).orElseThrow();
    }
}
