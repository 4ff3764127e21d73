package dev.nocturne.batch;

import dev.nocturne.sink.SinkState;
import dev.nocturne.study.InvalidStudyException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Delivers what waits for sinks, while no run is executed here. */
public final class DeliveryService {
    private final Deliveries deliveries;

    DeliveryService(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /**
     * What became of a sink's events.
     *
     * @param sent how many this process sent
     */
    public record Delivered(SinkState state, long sent) {}

    /**
     * Tries every sink at once, and again as often as there is time.
     *
     * @param wait for what does not arrive at once
     * @throws InvalidStudyException if this installation has no sinks
     */
    public List<Delivered> deliver(Duration wait) {
        if (deliveries.plan().sinks().isEmpty()) {
            throw new InvalidStudyException(
                    "nocturne.sinks", "There are no sinks: name some below nocturne.sinks in config/application.yml.");
        }
        deliveries.register();
        deliveries.tryNow();
        try (Delivery delivery = deliveries.begin(Optional.empty())) {
            List<SinkState> states = delivery.finish(wait);
            var sent = delivery.sent();
            return states.stream()
                    .map(state -> new Delivered(state, sent.getOrDefault(state.sink(), 0L)))
                    .toList();
        }
    }

    /**
     * Drops a sink, and all that waits for it.
     *
     * @return whether there was one of that name
     */
    public boolean forget(String sink) {
        return deliveries.forget(sink);
    }
}
