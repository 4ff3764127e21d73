package dev.nocturne.event;

import dev.nocturne.space.Point;
import dev.nocturne.study.Budget;
import dev.nocturne.study.EndCondition;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.Incumbent;
import dev.nocturne.study.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A fact about a run. Immutable. */
public sealed interface TuningEvent {
    /** When it happened, in microseconds. */
    Instant occurredAt();

    /** An event of one trial. */
    sealed interface TrialEvent extends TuningEvent {
        int trialId();

        /** Which try at the trial, from 1. */
        int attempt();
    }

    /**
     * A run was started, for the first time or again.
     *
     * @param start which start of the run this is, from 1
     * @param plannedTrials how many trials it is to end with
     * @param endedTrials how many had ended before this start
     */
    record TuningStarted(int start, int plannedTrials, int endedTrials, Instant occurredAt) implements TuningEvent {}

    /**
     * A run that starts for the first time learns from earlier results.
     *
     * @param knownTrials how many
     * @param leftOut why others are not among them, for a person, and how many for that reason
     */
    record WarmStarted(int knownTrials, Map<String, Integer> leftOut, Instant occurredAt) implements TuningEvent {}

    /** A worker was handed a trial. */
    record TrialStarted(int trialId, int attempt, Origin.Kind origin, Point parameters, Instant occurredAt)
            implements TrialEvent {}

    /**
     * A trial was evaluated.
     *
     * @param objectives by name, in the order of the study's goals; at least one
     * @param budget at which it was
     */
    record TrialCompleted(
            int trialId,
            int attempt,
            Origin.Kind origin,
            Map<String, Double> objectives,
            Budget budget,
            Duration duration,
            Point parameters,
            Instant occurredAt)
            implements TrialEvent {
        public TrialCompleted {
            objectives = Collections.unmodifiableMap(new LinkedHashMap<>(objectives));
        }

        /** The objective, or the first of several. */
        public double objective() {
            return objectives.values().iterator().next();
        }
    }

    /** An attempt failed. Unless {@code retried}, the trial has failed with it. */
    record TrialFailed(
            int trialId,
            int attempt,
            Origin.Kind origin,
            FailureKind kind,
            String message,
            boolean retried,
            Duration duration,
            Point parameters,
            Instant occurredAt)
            implements TrialEvent {}

    /**
     * A trial was ended early, as it was hopeless.
     *
     * @param step the last that it was let reach
     * @param value what it had measured there
     */
    record TrialPruned(
            int trialId, int attempt, long step, double value, Duration duration, Point parameters, Instant occurredAt)
            implements TrialEvent {}

    /** An attempt was cut off by a crash or a stop; the trial will be attempted again. */
    record TrialInterrupted(int trialId, int attempt, Instant occurredAt) implements TrialEvent {}

    /**
     * A start found that the one before it had not ended as it should: it was killed, or its machine was.
     *
     * @param start which start of the run found it, from 1
     * @param keptTrials trials that had ended and stay as they are
     * @param cutOffTrials trials whose attempts were lost, which are attempted again, in order
     */
    record RunRecovered(int start, int keptTrials, List<Integer> cutOffTrials, Instant occurredAt)
            implements TuningEvent {
        public RunRecovered {
            cutOffTrials = List.copyOf(cutOffTrials);
        }
    }

    /**
     * A run has enough before all planned trials were handed out.
     *
     * @param reason for a person
     */
    record StopConditionMet(EndCondition condition, String reason, Instant occurredAt) implements TuningEvent {}

    /**
     * Files that the objective uses have changed since the run began, and a person let it go on.
     *
     * @param epoch of the run from now on
     */
    record ObjectiveChanged(List<String> files, int epoch, Instant occurredAt) implements TuningEvent {
        public ObjectiveChanged {
            files = List.copyOf(files);
        }
    }

    /**
     * The search is over, and the best trials are evaluated again with other seeds.
     *
     * @param searchTrials how many trials the search had; those with larger ids are no part of it
     * @param candidates how many are evaluated again, the champion included
     * @param trials how many trials that takes
     */
    record ConfirmationStarted(int searchTrials, int candidates, int trials, Instant occurredAt)
            implements TuningEvent {}

    /**
     * The study has another champion.
     *
     * @param number counts the study's champions from 1
     * @param reason FIRST, TEST, SET or ROLLBACK
     * @param trialId the trial of the run that its parameters come from
     * @param objective what it was promoted with; empty if that is not known
     * @param gain how much better than the one before, on average over the same seeds; empty unless that was tested
     * @param pValue of the test
     * @param note why, for a person
     */
    record ChampionPromoted(
            int number,
            String reason,
            int trialId,
            OptionalDouble objective,
            OptionalDouble gain,
            OptionalDouble pValue,
            String note,
            Point parameters,
            Instant occurredAt)
            implements TuningEvent {}

    /**
     * All trials of a run have ended.
     *
     * @param best empty if no trial completed, or if the study has several objectives
     * @param frontTrials how many trials are on the Pareto front; empty if the study has one objective
     * @param totalDuration from the run's first start to its end
     */
    record TuningFinished(Optional<Incumbent> best, OptionalInt frontTrials, Duration totalDuration, Instant occurredAt)
            implements TuningEvent {}
}
