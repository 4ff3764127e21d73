package dev.nocturne.store;

import dev.nocturne.study.TrialState;
import org.jspecify.annotations.Nullable;

/** A trial's state as the tables name it. */
final class Outcomes {
    private Outcomes() {}

    static String name(TrialState state) {
        if (state instanceof TrialState.Completed) {
            return "COMPLETED";
        } else if (state instanceof TrialState.Failed) {
            return "FAILED";
        } else if (state instanceof TrialState.Pruned) {
            return "PRUNED";
        }
        return state instanceof TrialState.Interrupted ? "INTERRUPTED" : "RUNNING";
    }

    static @Nullable String failureKind(TrialState state) {
        return state instanceof TrialState.Failed failed ? failed.kind().name() : null;
    }

    static @Nullable String failureMessage(TrialState state) {
        return state instanceof TrialState.Failed failed ? failed.message() : null;
    }
}
