package dev.nocturne.study;

import java.util.List;

/** Where a trial stands. A state holds exactly the facts that exist in it. */
public sealed interface TrialState {
    /** A worker is evaluating it. */
    record Running() implements TrialState {}

    /** Its attempt was cut off, by a crash or a stop; it is the next to be attempted again. */
    record Interrupted() implements TrialState {}

    /** The end of a trial: nothing about it changes any more. */
    sealed interface Ended extends TrialState {}

    /**
     * Evaluated.
     *
     * @param objectives finite, in the order of the study's goals; at least one
     */
    record Completed(List<Double> objectives) implements Ended {
        public Completed {
            objectives = List.copyOf(objectives);
            if (objectives.isEmpty()) {
                throw new IllegalArgumentException("A completed trial has an objective.");
            }
            for (double objective : objectives) {
                if (!Double.isFinite(objective)) {
                    throw new IllegalArgumentException("An objective must be finite, but is " + objective + ".");
                }
            }
        }

        /** Evaluated, in a study with one objective. */
        public Completed(double objective) {
            this(List.of(objective));
        }

        /** The objective, or the first of several. */
        public double objective() {
            return objectives.get(0);
        }
    }

    /**
     * Could not be evaluated.
     *
     * @param message for a person; bounded in length by who makes it
     */
    record Failed(FailureKind kind, String message) implements Ended {}
}
