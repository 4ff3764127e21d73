package dev.nocturne.study;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The time of day in which a run may work. It begins and ends with what a clock on the wall shows: at a time that it skips
 * in spring, when it skips it, and at a time that it shows twice in autumn, both times. Immutable.
 *
 * @param from when it begins; empty: whenever a run is started
 * @param until when it ends: nothing new begins then
 * @param zone in which both are read off a clock
 * @param carryOver whether the next night goes on with a run that the window stopped
 */
public record Window(Optional<LocalTime> from, LocalTime until, ZoneId zone, boolean carryOver) {
    /** Enough for a day that the clock skips whole. */
    private static final int DAYS_AROUND = 2;

    public Window {
        if (from.equals(Optional.of(until))) {
            throw new IllegalArgumentException(
                    "A window must not begin and end at the same time of day, " + until + ".");
        }
    }

    /**
     * A moment at which the window begins or ends. Of several that fall together, as the clock skips them, the one that
     * it would have shown last decides.
     */
    private record Turn(Instant at, LocalDateTime shown, boolean opens) {
        static final Comparator<Turn> ORDER = Comparator.comparing(Turn::at).thenComparing(Turn::shown);
    }

    /**
     * When the window ends for a run that is started now: the next moment at which the clock shows {@link #until}, or skips
     * it.
     *
     * @return after {@code start}
     */
    public Instant endAfter(Instant start) {
        return turnsAround(start, until, false)
                .map(Turn::at)
                .filter(start::isBefore)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /**
     * When the window begins, for somebody outside of it.
     *
     * @return empty if the window is open at that moment
     */
    public Optional<Instant> opensAfter(Instant now) {
        if (from.isEmpty()) {
            return Optional.empty();
        }
        var openFrom = new TreeMap<Instant, Boolean>();
        Stream.concat(turnsAround(now, from.get(), true), turnsAround(now, until, false))
                .sorted(Turn.ORDER)
                .forEach(turn -> openFrom.put(turn.at(), turn.opens()));
        return openFrom.floorEntry(now).getValue()
                ? Optional.empty()
                : openFrom.tailMap(now).entrySet().stream()
                        .filter(Map.Entry::getValue)
                        .map(Map.Entry::getKey)
                        .findFirst();
    }

    private Stream<Turn> turnsAround(Instant moment, LocalTime time, boolean opens) {
        LocalDate today = moment.atZone(zone).toLocalDate();
        return IntStream.rangeClosed(-DAYS_AROUND, DAYS_AROUND).boxed().flatMap(days -> {
            LocalDateTime shown = today.plusDays(days).atTime(time);
            return moments(shown).map(at -> new Turn(at, shown, opens));
        });
    }

    private Stream<Instant> moments(LocalDateTime shown) {
        ZoneRules rules = zone.getRules();
        List<ZoneOffset> offsets = rules.getValidOffsets(shown);
        return offsets.isEmpty()
                ? Stream.of(rules.getTransition(shown).getInstant())
                : offsets.stream().map(shown::toInstant);
    }

    /** For people: {@code 06:00 Europe/Berlin}, with a beginning {@code 22:00 to 06:00 Europe/Berlin}. */
    @Override
    public String toString() {
        return from.map(time -> time + " to ").orElse("") + until + " " + zone;
    }
}
