package dev.nocturne.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
     * @param objectives finite, in the order of the study's goals; at least one. Negative zero is stored as zero, as some
     *     databases do: a model that sorts tells the two apart
     */
    record Completed(List<Double> objectives) implements Ended {
        public Completed {
            objectives = objectives.stream().map(value -> value + 0.0).toList();
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

        /** The objectives as numbers of which less is better. */
        public double[] losses(List<Goal> goals) {
            double[] losses = new double[goals.size()];
            for (int i = 0; i < losses.length; i++) {
                losses[i] = goals.get(i).direction().loss(objectives.get(i));
            }
            return losses;
        }

        /** The objectives by name, in the order of the goals. */
        public Map<String, Double> byName(List<Goal> goals) {
            Map<String, Double> byName = new LinkedHashMap<>();
            for (int i = 0; i < goals.size(); i++) {
                byName.put(goals.get(i).name(), objectives.get(i));
            }
            return byName;
        }
    }

    /**
     * Could not be evaluated.
     *
     * @param message for a person; bounded in length by who makes it
     */
    record Failed(FailureKind kind, String message) implements Ended {}

    /**
     * Ended early, as it was hopeless: its measurements were worse than those of earlier trials.
     *
     * @param step the last that it was let reach
     * @param value what it had measured there; finite
     */
    record Pruned(long step, double value) implements Ended {}
}
