package dev.nocturne.sink.http;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** The text of an answer, of which no more is kept than fits; the rest is read and dropped. */
final class BoundedText implements HttpResponse.BodyHandler<String> {
    private final int most;

    BoundedText(int most) {
        this.most = most;
    }

    @Override
    public HttpResponse.BodySubscriber<String> apply(HttpResponse.ResponseInfo info) {
        return new Subscriber(HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8), most);
    }

    private static final class Subscriber implements HttpResponse.BodySubscriber<String> {
        private final HttpResponse.BodySubscriber<String> text;
        private int room;

        Subscriber(HttpResponse.BodySubscriber<String> text, int room) {
            this.text = text;
            this.room = room;
        }

        @Override
        public CompletionStage<String> getBody() {
            return text.getBody();
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            text.onSubscribe(subscription);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            text.onNext(buffers.stream().map(this::cut).toList());
        }

        private ByteBuffer cut(ByteBuffer buffer) {
            int taken = Math.min(room, buffer.remaining());
            room -= taken;
            return buffer.limit(buffer.position() + taken);
        }

        @Override
        public void onError(Throwable failure) {
            text.onError(failure);
        }

        @Override
        public void onComplete() {
            text.onComplete();
        }
    }
}
