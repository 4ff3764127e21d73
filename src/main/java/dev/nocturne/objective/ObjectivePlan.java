package dev.nocturne.objective;

import java.util.List;
import java.util.function.Supplier;

/** An objective that was checked and is yet to be made, so that what both need is done once. Used by one thread. */
public interface ObjectivePlan extends AutoCloseable {
    /** All that is wrong, in no particular order; empty if the objective can be made. */
    List<ObjectiveProblem> problems();

    /**
     * The objective; only if there are no problems, and once. It keeps what the plan has opened.
     *
     * @throws dev.nocturne.study.InvalidStudyException if it cannot be made after all
     */
    Objective objective();

    /** Gives back what was opened for an objective that was not made. */
    @Override
    default void close() {}

    /** A plan that opens nothing. */
    static ObjectivePlan of(List<ObjectiveProblem> problems, Supplier<Objective> objective) {
        return new ObjectivePlan() {
            @Override
            public List<ObjectiveProblem> problems() {
                return problems;
            }

            @Override
            public Objective objective() {
                return objective.get();
            }
        };
    }
}
