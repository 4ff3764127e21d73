package dev.nocturne.objective.http;

import static dev.nocturne.objective.http.HttpFixture.failure;
import static dev.nocturne.objective.http.HttpFixture.objective;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.Certificate;
import dev.nocturne.objective.Objective;
import dev.nocturne.objective.Trials;
import dev.nocturne.study.FailureKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service is believed only if its certificate is. */
@Timeout(120)
class EncryptedServiceTest {
    private static final char[] PASSWORD = "nothing".toCharArray();
    private static SSLContext context;

    @BeforeAll
    static void makeCertificate() throws Exception {
        var made = Certificate.of("localhost");
        var certificate = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(made.certificate().getBytes(StandardCharsets.US_ASCII)));
        byte[] key = Base64.getMimeDecoder().decode(made.key().replaceAll("-----[A-Z ]+-----", ""));
        PrivateKey secret = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key));
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", secret, PASSWORD, new java.security.cert.Certificate[] {certificate});
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", certificate);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    }

    private static Service service() {
        return Service.encrypted(context, exchange -> Service.reply(exchange, 200, "0.5"));
    }

    private static String url(Service service, String host) {
        return "https://" + host + ":" + service.port() + "/";
    }

    @Test
    void aCertificateThatNobodySignedIsNotTrusted() {
        try (var service = service()) {
            assertThat(failure(objective(url(service, "localhost")), FailureKind.CONNECTION))
                    .hasMessageContaining("was not trusted, and nothing was sent");
            assertThat(service.requests()).isEmpty();
        }
    }

    @Test
    void oneThatTheTrustStoreKnowsIsTrustedForItsOwnHostOnly() throws Exception {
        SSLContext before = SSLContext.getDefault();
        try (var service = service()) {
            Objective right;
            Objective wrong;
            SSLContext.setDefault(context);
            try {
                right = objective(url(service, "localhost"));
                wrong = objective(url(service, "127.0.0.1"));
            } finally {
                SSLContext.setDefault(before);
            }
            assertThat(right.evaluateAll(Trials.of())).containsExactly(0.5);
            assertThat(failure(wrong, FailureKind.CONNECTION)).hasMessageContaining("was not trusted");
            assertThat(service.requests()).hasSize(1);
        }
    }

    @Test
    void aServiceThatSpeaksPlainHttpIsNotReachedByTls() throws Exception {
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var served = CompletableFuture.runAsync(() -> {
                try (Socket connection = socket.accept()) {
                    connection.getOutputStream().write("HTTP/1.1 400 No\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    connection.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException reset) {
                    return;
                }
            });
            assertThat(failure(objective("https://127.0.0.1:" + socket.getLocalPort() + "/"), FailureKind.CONNECTION))
                    .hasMessageContaining("could not be reached by TLS");
            served.get(60, TimeUnit.SECONDS);
        }
    }
}
