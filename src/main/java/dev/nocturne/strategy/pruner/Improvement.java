package dev.nocturne.strategy.pruner;

import dev.nocturne.study.Direction;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a trial improved last: on the first value, then each time by more than the margin on the value of the
 * improvement before. Remembers it between two measurements of a trial, so that a program which reports a million of them
 * is not read from its start each time. Thread-safe.
 */
final class Improvement {
    private final Direction direction;
    private final double margin;
    private @Nullable Seen seen;

    Improvement(Direction direction, double margin) {
        this.direction = direction;
        this.margin = margin;
    }

    /**
     * A value that was better than those before it.
     *
     * @param loss the value as a number of which less is better
     */
    record Latest(long step, double loss) {}

    /** What was in a trial's values when they were looked at last; a value more, behind the last one, adds to it. */
    private record Seen(NavigableMap<Long, Double> measured, int size, long lastStep, Latest latest) {
        boolean isAllBefore(NavigableMap<Long, Double> now, Map.Entry<Long, Double> newest) {
            return now == measured && now.size() == size + 1 && newest.getKey() > lastStep;
        }
    }

    /** The latest improvement among a trial's values; with no margin, its best value. */
    synchronized Latest latest(NavigableMap<Long, Double> measured) {
        Map.Entry<Long, Double> newest = measured.lastEntry();
        Seen before = seen;
        Latest latest = before != null && before.isAllBefore(measured, newest)
                ? after(before.latest(), newest.getKey(), newest.getValue())
                : inAll(measured);
        seen = new Seen(measured, measured.size(), newest.getKey(), latest);
        return latest;
    }

    private Latest inAll(NavigableMap<Long, Double> measured) {
        Latest latest = null;
        for (Map.Entry<Long, Double> value : measured.entrySet()) {
            latest = after(latest, value.getKey(), value.getValue());
        }
        if (latest == null) {
            throw new IllegalArgumentException("A trial is judged by what it measured, and this one measured nothing.");
        }
        return latest;
    }

    private Latest after(@Nullable Latest before, long step, double value) {
        double loss = direction.loss(value);
        return before == null || loss < before.loss() - margin ? new Latest(step, loss) : before;
    }
}
