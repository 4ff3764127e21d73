package dev.nocturne.sink.http;

import dev.nocturne.sink.DeliveryException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A server at one address. Follows no redirects, waits for no answer longer than it is told to, and says of the address no
 * more than scheme, host and port: the rest of a URL is often a secret.
 */
public final class Remote implements AutoCloseable {
    /** An answer is a few fields; more than this of one is not read. */
    private static final int LONGEST_ANSWER = 4_000_000;

    private final HttpClient client;
    private final String shown;
    private final Duration timeout;
    private @Nullable CompletableFuture<?> waiting;
    private boolean closed;

    /**
     * An answer.
     *
     * @param body empty if the caller does not want it
     */
    public record Answer(int status, String body) {
        /** Whether the server says that all went well. */
        public boolean isGood() {
            return status >= 200 && status < 300;
        }
    }

    /**
     * The server of that URL.
     *
     * @param timeout for each request, from connecting to the last byte of the answer
     */
    public Remote(URI url, Duration timeout) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
        this.shown = url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
        this.timeout = timeout;
    }

    /** Sends it, and waits for the answer, of which only the status is read. */
    public Answer send(HttpRequest.Builder request) throws DeliveryException {
        return send(request, HttpResponse.BodyHandlers.discarding(), nothing -> "");
    }

    /** Sends it, and waits for the whole answer. */
    public Answer exchange(HttpRequest.Builder request) throws DeliveryException {
        return send(request, new BoundedText(LONGEST_ANSWER), Function.identity());
    }

    private <T> Answer send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler, Function<T, String> body)
            throws DeliveryException {
        CompletableFuture<HttpResponse<T>> answer = begin(request, handler);
        try {
            HttpResponse<T> got = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(got.statusCode(), body.apply(got.body()));
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new DeliveryException("no answer from " + shown + " in " + timeout.toMillis() + " ms");
        } catch (CancellationException closing) {
            throw new DeliveryException(gaveUp());
        } catch (ExecutionException failed) {
            throw new DeliveryException(sentence(failed.getCause()));
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new DeliveryException("interrupted while waiting for " + shown);
        }
    }

    private synchronized <T> CompletableFuture<HttpResponse<T>> begin(
            HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        CompletableFuture<HttpResponse<T>> answer =
                client.sendAsync(request.timeout(timeout).build(), handler);
        waiting = answer;
        if (closed) {
            answer.cancel(true);
        }
        return answer;
    }

    /** What an answer that was not good comes to. */
    public DeliveryException refusal(int status) {
        String why = status >= 300 && status < 400 ? ", and redirects are not followed" : "";
        return new DeliveryException(shown + " answered " + status + why);
    }

    /** The same with a word from the answer. */
    public DeliveryException refusal(int status, String word) {
        return new DeliveryException(shown + " answered " + status + " " + word);
    }

    private String gaveUp() {
        return shown + " had not answered when the process ended";
    }

    private String sentence(@Nullable Throwable failure) {
        if (causedBy(failure, CancellationException.class)) {
            return gaveUp();
        } else if (failure instanceof HttpTimeoutException) {
            return "no answer from " + shown + " in " + timeout.toMillis() + " ms";
        } else if (causedBy(failure, UnknownHostException.class) || unresolved(failure)) {
            return "nobody knows the host of " + shown;
        } else if (failure instanceof ConnectException) {
            return shown + " cannot be reached";
        } else if (causedBy(failure, SSLException.class)) {
            return "no trusted encrypted connection to " + shown
                    + ": its certificate is not trusted, or not for this host";
        } else if (failure instanceof IOException) {
            return "the connection to " + shown + " broke before it had answered";
        }
        return "nothing could be sent to " + shown + " ("
                + (failure == null ? "" : failure.getClass().getName()) + ")";
    }

    private static boolean unresolved(@Nullable Throwable failure) {
        return causedBy(failure, UnresolvedAddressException.class);
    }

    private static boolean causedBy(@Nullable Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    /** The request that is under way is given up. */
    @Override
    public synchronized void close() {
        closed = true;
        if (waiting != null) {
            waiting.cancel(true);
        }
    }
}
