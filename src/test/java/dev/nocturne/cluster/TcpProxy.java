package dev.nocturne.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A relay between a process and its database that stands for the network between them. Cut off, it is a black hole: no
 * byte, no new connection and no end of a connection comes through, and nobody is told. What was sent in the meantime
 * arrives when it is joined again, as it would over a network that is mended.
 */
final class TcpProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final Object state = new Object();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private boolean cut;
    private volatile boolean closed;

    private TcpProxy(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    /** Relays to that port of this machine. */
    static TcpProxy to(int target) {
        try {
            var proxy = new TcpProxy(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), target);
            daemon("proxy", proxy::accept);
            return proxy;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** From now on nothing comes through. */
    void cutOff() {
        synchronized (state) {
            cut = true;
        }
    }

    /** Everything comes through again. */
    void join() {
        synchronized (state) {
            cut = false;
            state.notifyAll();
        }
    }

    /** Tears every connection, and tells both sides. */
    void reset() {
        sockets.forEach(TcpProxy::tear);
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = listener.accept();
                sockets.add(client);
                daemon("proxy-connect", () -> connect(client));
            } catch (IOException ended) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        try {
            whenJoined(() -> {
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                server.setTcpNoDelay(true);
                client.setTcpNoDelay(true);
                sockets.add(server);
                daemon("proxy-up", () -> relay(client, server));
                daemon("proxy-down", () -> relay(server, client));
            });
        } catch (IOException refused) {
            tear(client);
        }
        if (closed) {
            reset();
        }
    }

    private void relay(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            var buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                int length = read;
                whenJoined(() -> out.write(buffer, 0, length));
            }
            whenJoined(to::shutdownOutput);
            if (from.isOutputShutdown()) {
                tearBoth(from, to);
            }
        } catch (IOException torn) {
            tearBoth(from, to);
        }
    }

    private void tearBoth(Socket from, Socket to) {
        try {
            whenJoined(() -> tear(to));
        } catch (IOException interrupted) {
            tear(to);
        }
        tear(from);
        sockets.remove(from);
        sockets.remove(to);
    }

    private interface Step {
        void run() throws IOException;
    }

    /** A step that begins before the cut may end after it, as a packet that is already under way. */
    private void whenJoined(Step step) throws IOException {
        synchronized (state) {
            while (cut && !closed) {
                try {
                    state.wait();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new IOException(interrupted);
                }
            }
        }
        step.run();
    }

    private static void tear(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException alreadyClosed) {
            // Nothing is left to be torn.
        }
    }

    private static void daemon(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        join();
        try {
            listener.close();
        } catch (IOException alreadyClosed) {
            // Nothing is left to be closed.
        }
        reset();
    }
}
