package dev.nocturne.strategy.rung;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which bracket, rung and slot each trial of a run has: fixed when the run begins, whatever the trials come to.
 *
 * <p>Brackets have an order. A trial's id goes to the oldest bracket that has a slot for it, and if none has, the next
 * bracket begins. The slots of the rung at which a bracket's configurations enter are there from its beginning; those of
 * each rung above it from the {@code delay - 1}th id after the last one of the rung below. So a rung is followed by
 * {@code delay - 1} trials of other brackets before the next rung of its own, and these are under way while its last trials
 * end. With a delay of 1 brackets follow each other. With a factor of 3, three rungs and a delay of 4, brackets A, B, C … of
 * 9, 3 and 1 trials begin with 9 trials of A's lowest rung (ids 0 to 8), 3 of B's (9 to 11), 3 of A's second (12 to 14), 3
 * of B's lowest (15 to 17), A's highest (18), and B's last 3 at the lowest (19 to 21).
 *
 * <p>This order repeats itself sooner or later; only its first part and the part that repeats are kept. Thread-safe.
 */
final class RungSchedule {
    private final List<Bracket> kinds;
    private final int delay;

    private final List<Stretch> stretches = new ArrayList<>();
    private final List<OpenBracket> open = new ArrayList<>();
    private final Map<Situation, Mark> marks = new HashMap<>();
    private long brackets;
    private long next;
    private long required;
    private @Nullable Period period;

    /** All that what follows depends on when a bracket begins, counted back from there. */
    private record Situation(long kind, long required, List<Waiting> others) {}

    /** A bracket between two of its rungs. */
    private record Waiting(long kind, int step, long endOfRungBelow) {}

    /** Where a bracket begins. */
    private record Mark(int stretch, long trial, long bracket) {}

    /** From {@code first} on, the stretches up to the last repeat themselves. */
    private record Period(int first, long firstTrial, long trials, long brackets) {}

    /**
     * The schedule of a run.
     *
     * @param kinds the brackets' kinds, which take turns
     * @param delay at least 1
     */
    RungSchedule(List<Bracket> kinds, int delay) {
        this.kinds = List.copyOf(kinds);
        this.delay = delay;
    }

    /** What a trial is there for. */
    synchronized Slot at(int trialId) {
        long index = indexOf(trialId);
        Stretch stretch = stretch(index);
        int slot = stretch.firstSlot() + (int) (trialId - stretch.first());
        Bracket kind = kindOf(stretch.bracket());
        return stretch.step() == 0
                ? new Slot.Entry(kind.entry(), entrantsBefore(stretch.bracket()) + slot)
                : new Slot.Promotion(kind.entry() + stretch.step(), slot, below(index));
    }

    /** How many leading trials must have ended before a trial is proposed: all of the rung below its own. */
    synchronized int required(int trialId) {
        return (int) stretch(indexOf(trialId)).required();
    }

    /** How much of the schedule is kept. */
    synchronized int stretches() {
        return stretches.size();
    }

    private Bracket kindOf(long bracket) {
        return kinds.get((int) (bracket % kinds.size()));
    }

    private long entrantsBefore(long bracket) {
        long ofAll = kinds.stream().mapToLong(Bracket::entrants).sum();
        long ofThisRound = kinds.stream()
                .limit(bracket % kinds.size())
                .mapToLong(Bracket::entrants)
                .sum();
        return bracket / kinds.size() * ofAll + ofThisRound;
    }

    /** The ids of the rung below, which may be in several stretches, the last of them not far back. */
    private List<Integer> below(long index) {
        Stretch stretch = stretch(index);
        Integer[] ids = new Integer[kindOf(stretch.bracket()).sizes().get(stretch.step() - 1)];
        int missing = ids.length;
        for (long before = index - 1; missing > 0; before--) {
            Stretch earlier = stretch(before);
            if (earlier.bracket() == stretch.bracket() && earlier.step() == stretch.step() - 1) {
                for (long id = earlier.end() - 1; id >= earlier.first(); id--) {
                    ids[--missing] = (int) id;
                }
            }
        }
        return List.of(ids);
    }

    private Stretch stretch(long index) {
        if (index < stretches.size()) {
            return stretches.get((int) index);
        }
        Period repeated = Objects.requireNonNull(period);
        int length = stretches.size() - repeated.first();
        long times = (index - repeated.first()) / length;
        return stretches
                .get(repeated.first() + (int) ((index - repeated.first()) % length))
                .shifted(times * repeated.trials(), times * repeated.brackets());
    }

    private long indexOf(long trialId) {
        while (period == null && next <= trialId) {
            extend();
        }
        if (trialId < next) {
            return kept(trialId);
        }
        Period repeated = Objects.requireNonNull(period);
        long times = (trialId - repeated.firstTrial()) / repeated.trials();
        int length = stretches.size() - repeated.first();
        return kept(trialId - times * repeated.trials()) + times * length;
    }

    /** The last stretch that begins at or before a trial. */
    private int kept(long trialId) {
        int low = 0;
        int high = stretches.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (stretches.get(middle).first() <= trialId) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private void extend() {
        int place = 0;
        long nextOfOlder = Long.MAX_VALUE;
        while (place < open.size() && open.get(place).readyAt(delay) > next) {
            nextOfOlder = Math.min(nextOfOlder, open.get(place).readyAt(delay));
            place++;
        }
        if (place == open.size()) {
            if (isRepetition()) {
                return;
            }
            open.add(OpenBracket.begun(brackets, kindOf(brackets)));
            brackets++;
        }
        OpenBracket chosen = open.get(place);
        int length = (int) Math.min(chosen.left(), nextOfOlder - next);
        required = Math.max(required, chosen.endOfRungBelow());
        stretches.add(new Stretch(next, length, chosen.number(), chosen.step(), chosen.placed(), required));
        next += length;
        OpenBracket after = chosen.after(length, next);
        if (after.isComplete()) {
            open.remove(place);
        } else {
            open.set(place, after);
        }
    }

    /** Whether a bracket began in this situation before; then all goes on as it did from there. */
    private boolean isRepetition() {
        var others = open.stream()
                .map(other -> new Waiting(other.number() % kinds.size(), other.step(), next - other.endOfRungBelow()))
                .toList();
        var mark = new Mark(stretches.size(), next, brackets);
        Mark before = marks.putIfAbsent(new Situation(brackets % kinds.size(), next - required, others), mark);
        if (before == null) {
            return false;
        }
        period = new Period(before.stretch(), before.trial(), next - before.trial(), brackets - before.bracket());
        marks.clear();
        return true;
    }
}
