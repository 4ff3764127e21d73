package dev.nocturne.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppendLogTest {
    @Test
    void whatWasHandedOutStaysWhileTheLogGrows() {
        var log = new AppendLog<Integer>();
        List<Integer> first = log.first(0);
        var expected = new ArrayList<Integer>();
        for (int i = 0; i < 100; i++) {
            assertThat(first).isEqualTo(expected);
            log.add(i);
            expected.add(i);
            first = log.first(i + 1);
        }
        assertThat(AppendLog.leading(first, 3)).containsExactly(0, 1, 2);
    }

    @Test
    void partsOfOneLogBeginAlikeAlsoAfterItHasGrown() {
        var log = new AppendLog<Object>();
        log.add(new Object());
        List<Object> early = log.first(1);
        for (int i = 0; i < 50; i++) {
            log.add(new Object());
        }
        assertThat(AppendLog.beginAlike(early, log.first(51), 1)).isTrue();
    }

    @Test
    void otherListsBeginAlikeIfTheyHaveTheVerySameEntries() {
        Integer entry = Integer.valueOf(1_000);
        Integer equal = Integer.valueOf(entry.toString());
        var log = new AppendLog<Integer>();
        var other = new AppendLog<Integer>();
        log.add(entry);
        other.add(equal);

        assertThat(AppendLog.beginAlike(log.first(1), List.of(entry, equal), 1)).isTrue();
        assertThat(AppendLog.beginAlike(log.first(1), other.first(1), 1)).isFalse();
        assertThat(AppendLog.beginAlike(log.first(1), other.first(1), 0)).isTrue();
    }
}
