package dev.nocturne.strategy.nsga;

import dev.nocturne.study.Observation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The coordinates of the trials up to one. Immutable, yet to add some does not copy all the others: each layer is more
 * than twice as large as the next, so that there are few of them and a point is seldom copied.
 */
final class TriedPoints {
    static final TriedPoints NONE = new TriedPoints(List.of());

    /** The largest first; not written to. */
    private final List<Set<Coordinates>> layers;

    private TriedPoints(List<Set<Coordinates>> layers) {
        this.layers = layers;
    }

    TriedPoints with(List<Observation> trials) {
        var kept = new ArrayList<>(layers);
        Set<Coordinates> last = new HashSet<>();
        trials.stream().filter(Observation::teaches).forEach(trial -> last.add(new Coordinates(trial.coordinates())));
        while (!kept.isEmpty() && kept.get(kept.size() - 1).size() <= 2 * last.size()) {
            last.addAll(kept.remove(kept.size() - 1));
        }
        kept.add(last);
        return new TriedPoints(kept);
    }

    boolean contains(Coordinates point) {
        return layers.stream().anyMatch(layer -> layer.contains(point));
    }
}
