package dev.nocturne.sink;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real server that gets events. It can die and come back at the same address, refuse, or never answer. */
public final class Receiver implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    /**
     * What somebody posted.
     *
     * @param headers names in small letters
     */
    public record Posted(String path, Map<String, String> headers, String body) {
        public JsonNode json() {
            return new JsonMapper().readTree(body);
        }

        public long sequence() {
            return Long.parseLong(json().path("sequence").asString());
        }
    }

    private final List<Posted> got = new ArrayList<>();
    private final List<Posted> refused = new ArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final int port;
    private volatile Function<Posted, Integer> status = posted -> 204;
    private volatile boolean silent;
    private HttpServer server;
    private ExecutorService threads;

    public Receiver() {
        this.port = listen(0);
    }

    private int listen(int wanted) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 50);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = new TreeMap<String, String>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values.get(0)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var posted = new Posted(exchange.getRequestURI().toString(), headers, body);
        int code = status.apply(posted);
        synchronized (this) {
            (code < 300 && !silent ? got : refused).add(posted);
            notifyAll();
        }
        if (silent) {
            try {
                released.await();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        }
        if (code >= 300 && code < 400) {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
        }
        exchange.sendResponseHeaders(code, -1);
        exchange.close();
    }

    /** Where it listens. */
    public String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** From now on it answers so; what it answers with 300 or more is not among what it got. */
    public void answers(Function<Posted, Integer> answer) {
        status = answer;
    }

    /** From now on it takes requests, and never answers. */
    public void fallsSilent() {
        silent = true;
    }

    /** It is gone: connections are refused. */
    public void dies() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** It is back at its address. */
    public void returns() {
        listen(port);
    }

    public synchronized List<Posted> got() {
        return List.copyOf(got);
    }

    public synchronized List<Posted> refused() {
        return List.copyOf(refused);
    }

    /** Waits until it is so. */
    public static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not in time: " + what);
            }
            Thread.sleep(5);
        }
    }

    @Override
    public void close() {
        released.countDown();
        dies();
    }
}
