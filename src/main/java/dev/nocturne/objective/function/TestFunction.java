package dev.nocturne.objective.function;

import java.util.Optional;
import java.util.stream.Stream;

/** What a test function is to the objective that evaluates it. */
interface TestFunction {
    /** The word for it in a study file. */
    String studyName();

    /** Whether it can be evaluated for that many numbers. */
    boolean accepts(int dimensions);

    /** How many numbers it takes, in words: {@code exactly 2}, {@code at least 1}. */
    String arity();

    /** How many objectives it has. */
    int objectives();

    /**
     * The objectives at a point, the same on every platform.
     *
     * @param x as many numbers as {@link #accepts} allows
     */
    double[] objectivesAt(double... x);

    /** All test functions, those with one objective first. */
    static Stream<TestFunction> all() {
        return Stream.concat(Stream.of(BuiltInFunction.values()), Stream.of(MultiObjectiveFunction.values()));
    }

    /** The function that a study file means by the name. */
    static Optional<TestFunction> named(String studyName) {
        return all().filter(function -> function.studyName().equals(studyName)).findFirst();
    }
}
