package dev.nocturne.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.engine.Interruption;
import dev.nocturne.engine.LedgerSignal;
import org.junit.jupiter.api.Test;

class StopSignalTest {
    private final StopSignal stop = new StopSignal(new LedgerSignal(), new Interruption());

    @Test
    void aRunWithSomethingLeftStopsShort() {
        assertThat(stop.stopsShort()).isFalse();
        stop.request("night is over");
        assertThat(stop.stopsShort()).isTrue();
        assertThat(stop.isOver()).isTrue();
    }

    @Test
    void aRunWithNothingLeftIsEndedInstead() {
        stop.endsWhen(() -> true);
        stop.request("night is over");
        assertThat(stop.stopsShort()).isFalse();
        assertThat(stop.isOver()).isTrue();
    }

    @Test
    void whileNobodyCanSayWhatIsLeftAStopIsAStop() {
        stop.endsWhen(() -> {
            throw new IllegalStateException("the database is away");
        });
        stop.request("night is over");
        assertThat(stop.stopsShort()).isTrue();
    }

    @Test
    void cutShortNothingBeginsEvenWithoutAStop() {
        stop.cutShort();
        assertThat(stop.stopsShort()).isFalse();
        assertThat(stop.isOver()).isTrue();
    }
}
