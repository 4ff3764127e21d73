package dev.nocturne.strategy;

import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.FeasibleRegion;
import dev.nocturne.space.Point;
import dev.nocturne.study.Study;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about the last study. A start asks several times of the same one, and where constraints leave little, a
 * point that keeps them is dear to find. It only saves time. Thread-safe.
 */
final class LastStudy {
    private final AtomicReference<@Nullable Capacity> capacity = new AtomicReference<>();
    private final AtomicReference<@Nullable FeasibleRegion> region = new AtomicReference<>();

    private record Capacity(Study study, Optional<Point> champion, long trials) {}

    /** How many different trials there are, found out if it was another study. */
    long capacity(Study study, Optional<Point> champion, LongSupplier trials) {
        Capacity last = capacity.get();
        if (last == null || last.study() != study || !last.champion().equals(champion)) {
            last = new Capacity(study, champion, trials.getAsLong());
            capacity.set(last);
        }
        return last.trials();
    }

    /** The points that may be proposed. */
    FeasibleRegion feasible(Study study) {
        FeasibleRegion last = region.get();
        if (last == null || last.space().space() != study.space()) {
            last = new FeasibleRegion(new CoordinateSpace(study.space()));
            region.set(last);
        }
        return last;
    }
}
