package dev.nocturne.objective.http;

import static dev.nocturne.objective.http.HttpFixture.failure;
import static dev.nocturne.objective.http.HttpFixture.objective;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.objective.EvaluationException;
import dev.nocturne.objective.Trials;
import dev.nocturne.study.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Services that are not there, are slow, break off, or send without end. */
@Timeout(120)
class BrokenServiceTest {
    private static final Duration SOON = Duration.ofMillis(300);

    @Test
    void aPortWhereNobodyListens() throws IOException {
        try (var taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            assertThat(failure(
                                    objective("http://127.0.0.1:" + taken.getLocalPort() + "/a?token=x"),
                                    FailureKind.CONNECTION)
                            .getMessage())
                    .contains("The service http://127.0.0.1:" + taken.getLocalPort() + "/a could not be reached")
                    .doesNotContain("token=x");
        }
    }

    @Test
    void aHostThatIsNotKnown() {
        assertThat(failure(objective("http://nobody.invalid/"), FailureKind.CONNECTION))
                .hasMessage(
                        "The service http://nobody.invalid/ could not be reached: its host name is not known here.");
    }

    @Test
    void anAnswerThatDoesNotComeInTime() throws Exception {
        var released = new CountDownLatch(1);
        try (var service = Service.that(exchange -> await(released))) {
            assertThat(failure(objective(service.url("/"), SOON), FailureKind.TIMEOUT))
                    .hasMessage("The service " + service.url("/") + " had not answered after its timeout of 0.3s.");
        } finally {
            released.countDown();
        }
    }

    @Test
    void anAnswerWhoseEndDoesNotComeInTime() throws Exception {
        var released = new CountDownLatch(1);
        try (var service = Service.that(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await(released);
        })) {
            failure(objective(service.url("/"), SOON), FailureKind.TIMEOUT);
        } finally {
            released.countDown();
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            throw new IOException(ended);
        }
    }

    @Test
    void aRequestThatIsGivenUpIsCancelled() throws Exception {
        try (var socket = listening()) {
            var closed = CompletableFuture.supplyAsync(() -> {
                try (Socket connection = socket.accept()) {
                    connection.getInputStream().transferTo(OutputStream.nullOutputStream());
                    return true;
                } catch (IOException reset) {
                    return true;
                }
            });
            failure(objective(url(socket), SOON), FailureKind.TIMEOUT);
            assertThat(closed.get(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void anInterruptCancelsTheRequest() throws Exception {
        try (var socket = listening()) {
            var outcome = new CompletableFuture<Throwable>();
            var worker = new Thread(() -> {
                try {
                    objective(url(socket)).evaluateAll(Trials.of());
                } catch (InterruptedException | EvaluationException thrown) {
                    outcome.complete(thrown);
                }
            });
            worker.start();
            try (Socket connection = socket.accept()) {
                assertThat(connection.getInputStream().read()).isEqualTo('P');
                worker.interrupt();
                assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
                assertThat(endOf(connection.getInputStream())).isTrue();
            }
        }
    }

    private static boolean endOf(InputStream stream) {
        try {
            stream.transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (IOException reset) {
            return true;
        }
    }

    @Test
    void aConnectionThatBreaksOff() throws Exception {
        for (String beginning : new String[] {"", "HTTP/1.1 20", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"}) {
            try (var socket = listening()) {
                var served = CompletableFuture.runAsync(() -> {
                    try (Socket connection = socket.accept()) {
                        connection.getInputStream().read(new byte[10_000]);
                        connection.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
                    } catch (IOException failure) {
                        throw new IllegalStateException(failure);
                    }
                });
                assertThat(failure(objective(url(socket)), FailureKind.CONNECTION))
                        .hasMessageContaining("broke off");
                served.get(60, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void whatIsNotHttpIsABrokenConnection() throws Exception {
        try (var socket = listening()) {
            var served = CompletableFuture.runAsync(() -> {
                try (Socket connection = socket.accept()) {
                    connection.getInputStream().read(new byte[10_000]);
                    connection.getOutputStream().write("SSH-2.0-hello\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException failure) {
                    throw new IllegalStateException(failure);
                }
            });
            failure(objective(url(socket)), FailureKind.CONNECTION);
            served.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void anAnswerWithoutEndIsReadUpToABound() throws Exception {
        var broken = new CompletableFuture<Long>();
        try (var service = Service.that(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[64 * 1024];
            long sent = 0;
            try {
                while (true) {
                    exchange.getResponseBody().write(block);
                    sent += block.length;
                }
            } catch (IOException closed) {
                broken.complete(sent);
            }
        })) {
            assertThat(failure(objective(service.url("/")), FailureKind.NO_RESULT))
                    .hasMessage("The service's answer has more than the 1048576 bytes that are read.");
            assertThat(broken.get(60, TimeUnit.SECONDS)).isGreaterThan(BoundedBody.LIMIT / 2);
        }
    }

    @Test
    void anAnswerAsLongAsTheBoundIsRead() throws Exception {
        String answer = "{\"objective\": 1}";
        try (var service = Service.answering(200, answer + " ".repeat(BoundedBody.LIMIT - answer.length()))) {
            assertThat(objective(service.url("/")).evaluateAll(Trials.of())).containsExactly(1);
        }
    }

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static String url(ServerSocket socket) {
        return "http://127.0.0.1:" + socket.getLocalPort() + "/";
    }
}
