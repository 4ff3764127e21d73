package dev.nocturne.engine.champion;

import java.util.List;
import java.util.Optional;

/**
 * What a night decides about the champion. Immutable.
 *
 * @param champion what the evidence says of the champion; empty if there was none to evaluate
 * @param challengers the same of the challengers, in their order
 * @param promoted the challenger that is the champion from now on; empty if none is
 */
public record Decision(Optional<Comparison> champion, List<Comparison> challengers, Optional<Comparison> promoted) {
    public Decision {
        challengers = List.copyOf(challengers);
    }
}
