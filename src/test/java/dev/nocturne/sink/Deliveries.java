package dev.nocturne.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a receiver got, judged as its owner would. */
public final class Deliveries {
    private Deliveries() {}

    /**
     * That every event came in its order, without gaps, and that what came more than once is a repetition of what had come.
     *
     * @return the events by their numbers
     */
    public static Map<Long, Receiver.Posted> gapless(List<Receiver.Posted> got) {
        var byNumber = new HashMap<Long, Receiver.Posted>();
        long last = 0;
        for (Receiver.Posted posted : got) {
            long sequence = posted.sequence();
            assertThat(sequence).as("after %d", last).isBetween(1L, last + 1);
            Receiver.Posted before = byNumber.putIfAbsent(sequence, posted);
            if (before != null) {
                assertThat(posted.body()).isEqualTo(before.body());
            }
            last = Math.max(last, sequence);
        }
        return byNumber;
    }
}
