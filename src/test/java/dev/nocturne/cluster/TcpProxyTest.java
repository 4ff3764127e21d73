package dev.nocturne.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TcpProxyTest {
    private static final int A_WHILE = 100;

    private ServerSocket target;
    private TcpProxy proxy;

    @BeforeEach
    void listen() throws IOException {
        target = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        proxy = TcpProxy.to(target.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        target.close();
    }

    private Socket client() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }

    @Test
    void relaysBothWaysAndTheEnd() throws IOException {
        try (Socket client = client();
                Socket server = target.accept()) {
            client.getOutputStream().write(7);
            assertThat(server.getInputStream().read()).isEqualTo(7);
            server.getOutputStream().write(8);
            assertThat(client.getInputStream().read()).isEqualTo(8);
            client.shutdownOutput();
            assertThat(server.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void cutOffNothingComesThroughUntilItIsJoined() throws IOException {
        try (Socket client = client();
                Socket server = target.accept()) {
            proxy.cutOff();
            client.getOutputStream().write(7);
            server.getOutputStream().write(8);
            assertThatNothingArrives(server);
            assertThatNothingArrives(client);
            proxy.join();
            assertThat(server.getInputStream().read()).isEqualTo(7);
            assertThat(client.getInputStream().read()).isEqualTo(8);
        }
    }

    @Test
    void cutOffNobodyIsToldThatTheOtherHasEnded() throws IOException {
        try (Socket client = client();
                Socket server = target.accept()) {
            proxy.cutOff();
            client.shutdownOutput();
            assertThatNothingArrives(server);
            proxy.join();
            assertThat(server.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void cutOffAConnectionIsNeitherMadeNorRefused() throws IOException {
        proxy.cutOff();
        try (Socket client = client()) {
            client.getOutputStream().write(7);
            target.setSoTimeout(A_WHILE);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> target.accept());
            target.setSoTimeout(0);
            proxy.join();
            try (Socket server = target.accept()) {
                assertThat(server.getInputStream().read()).isEqualTo(7);
            }
        }
    }

    @Test
    void aResetIsToldToBothSides() throws IOException {
        try (Socket client = client();
                Socket server = target.accept()) {
            client.getOutputStream().write(7);
            assertThat(server.getInputStream().read()).isEqualTo(7);
            server.getOutputStream().write(8);
            assertThat(client.getInputStream().read()).isEqualTo(8);
            proxy.reset();
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> server.getInputStream().read());
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> client.getInputStream().read());
        }
    }

    @Test
    void whereNobodyListensTheConnectionIsTorn() throws IOException {
        target.close();
        try (Socket client = client()) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> client.getInputStream().read());
        }
    }

    private static void assertThatNothingArrives(Socket socket) throws IOException {
        socket.setSoTimeout(A_WHILE);
        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> socket.getInputStream().read());
        socket.setSoTimeout(0);
    }
}
