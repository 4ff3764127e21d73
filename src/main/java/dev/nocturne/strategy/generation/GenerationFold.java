package dev.nocturne.strategy.generation;

import dev.nocturne.study.AppendLog;
import dev.nocturne.study.Observation;
import dev.nocturne.study.TrialHistory;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The state of a strategy at a trial, computed from the generations before it, one after the other. The last state is
 * remembered with the history that it follows from, so that a run costs one step a generation; any other history is folded
 * from its beginning, with the same result. Thread-safe.
 *
 * @param <S> immutable
 */
public final class GenerationFold<S> {
    private final Steps<S> steps;
    private final AtomicReference<@Nullable Memory<S>> memory = new AtomicReference<>();

    /**
     * How a state follows from another: pure functions.
     *
     * @param <S> the state with which a generation is proposed
     */
    public interface Steps<S> {
        /** The state of the first generation. */
        S first(TrialHistory history);

        /** The first trial of the state's generation. */
        int firstTrial(S state);

        /** The trial after the last of the state's generation. */
        int endTrial(S state);

        /**
         * The state after a generation.
         *
         * @param members the generation, ended, in the order of trials
         */
        S next(S state, List<Observation> members, TrialHistory history);
    }

    private record Memory<S>(S state, int length, List<Observation> known, List<Observation> ended) {
        boolean precedes(TrialHistory history, int trialId) {
            return length <= Math.min(trialId, history.ended().size())
                    && known.size() == history.known().size()
                    && AppendLog.beginAlike(known, history.known(), known.size())
                    && AppendLog.beginAlike(ended, history.ended(), length);
        }
    }

    public GenerationFold(Steps<S> steps) {
        this.steps = steps;
    }

    /** The state with which a trial is proposed. */
    public S at(int trialId, TrialHistory history) {
        var last = memory.get();
        boolean known = last != null && last.precedes(history, trialId);
        S state = known ? last.state() : steps.first(history);
        boolean advanced = !known;
        while (steps.endTrial(state) <= Math.min(trialId, history.ended().size())) {
            var members = history.ended().subList(steps.firstTrial(state), steps.endTrial(state));
            state = steps.next(state, members, history);
            advanced = true;
        }
        if (advanced) {
            memory.set(new Memory<>(state, steps.firstTrial(state), history.known(), history.ended()));
        }
        return state;
    }
}
