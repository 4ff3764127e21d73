package dev.nocturne.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeTextTest {
    @Test
    void isReadAsTheSameInstant() {
        var times = new TimeText();
        for (String time : new String[] {
            "2026-03-01T03:00:00Z",
            "2026-03-01T03:00:00.000001Z",
            "2026-03-01T03:00:00.999999999Z",
            "2026-12-31T23:59:59.5Z",
            "2026-12-31T23:59:59.000001Z",
            "1969-12-31T23:59:59.000123Z",
            "1970-01-01T00:00:00Z"
        }) {
            var text = new StringBuilder();
            times.append(text, Instant.parse(time));
            assertThat(Instant.parse(text)).isEqualTo(Instant.parse(time));
        }
    }
}
