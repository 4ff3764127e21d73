package dev.nocturne.objective.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads a body up to {@value #LIMIT} bytes; of a longer one the rest is never read. */
final class BoundedBody implements HttpResponse.BodySubscriber<BoundedBody.Content> {
    /** Bytes that are read at most. */
    static final int LIMIT = 1 << 20;

    /**
     * What was read.
     *
     * @param whole whether that is all there is
     */
    record Content(String text, boolean whole) {}

    private final CompletableFuture<Content> content = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;

    @Override
    public CompletionStage<Content> getBody() {
        return content;
    }

    @Override
    public void onSubscribe(Flow.Subscription opened) {
        subscription = opened;
        opened.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> blocks) {
        for (ByteBuffer block : blocks) {
            byte[] some = new byte[Math.min(block.remaining(), LIMIT - bytes.size())];
            boolean more = block.remaining() > some.length;
            block.get(some);
            bytes.writeBytes(some);
            if (more) {
                complete(false);
                if (subscription != null) {
                    subscription.cancel();
                }
                return;
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        content.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        complete(true);
    }

    private void complete(boolean whole) {
        if (!content.isDone()) {
            content.complete(new Content(bytes.toString(StandardCharsets.UTF_8), whole));
        }
    }
}
