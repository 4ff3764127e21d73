package dev.nocturne.objective.function;

import dev.nocturne.objective.function.Optimum.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The built-in functions of one objective, all of them to be minimised, with usual domain and known optimum.
 *
 * <p>Sources, by the letters below: [SB] Surjanovic and Bingham, "Virtual Library of Simulation Experiments: Test
 * Functions and Datasets", Simon Fraser University, 2013; [DS] Dixon and Szegö, "The global optimisation problem: an
 * introduction", Towards Global Optimisation 2, 1978; [R] Rosenbrock, The Computer Journal 3(3), 1960; [A] Ackley, "A
 * Connectionist Machine for Genetic Hillclimbing", 1987; [LM] Laguna and Martí, Journal of Global Optimization 33,
 * 2005; [ST] Styblinski and Tang, Neural Networks 3(4), 1990; [M] Mühlenbein, Schomisch and Born, Parallel Computing
 * 17, 1991 (after Rastrigin, 1974).
 */
public enum BuiltInFunction implements TestFunction {
    /** Euclidean norm: the square root of the sum of squares; of no parameters it is 0. */
    NORM("norm", Arity.atLeast(0), Formulas::norm, Optimum.atAll(0, 0, Interval.of(0, 1))),
    /** Sum of squares [SB]. */
    SPHERE("sphere", Arity.atLeast(0), Formulas::sphere, Optimum.atAll(0, 0, Interval.of(-5.12, 5.12))),
    /** The banana valley [R], in the form for two parameters and more [SB]. */
    ROSENBROCK("rosenbrock", Arity.atLeast(2), Formulas::rosenbrock, Optimum.atAll(1, 0, Interval.of(-5, 10))),
    /** Branin's function with three equal minima [DS]; the argmin given here is one of them. */
    BRANIN(
            "branin",
            Arity.exactly(2),
            Formulas::branin,
            Optimum.at(List.of(Math.PI, 2.275), 0.39788735772973816, Interval.of(-5, 10), Interval.of(0, 15))),
    /** Hartmann's function of three parameters [DS]. */
    HARTMANN3(
            "hartmann3",
            Arity.exactly(3),
            Hartmann::three,
            Optimum.at(List.of(0.114614, 0.555649, 0.852547), -3.86278, Interval.of(0, 1))),
    /** Hartmann's function of six parameters [DS]. */
    HARTMANN6(
            "hartmann6",
            Arity.exactly(6),
            Hartmann::six,
            Optimum.at(List.of(0.20169, 0.150011, 0.476874, 0.275332, 0.311652, 0.6573), -3.32237, Interval.of(0, 1))),
    /** Ackley's function [A] with a = 20, b = 0.2, c = 2 pi, in the form for any number of parameters [SB]. */
    ACKLEY("ackley", Arity.atLeast(1), Formulas::ackley, Optimum.atAll(0, 0, Interval.of(-32.768, 32.768))),
    /** Levy's function [LM]. */
    LEVY("levy", Arity.atLeast(1), Formulas::levy, Optimum.atAll(1, 0, Interval.of(-10, 10))),
    /** Half of the sum of fourth-degree polynomials [ST]; its least value is that of one parameter times their number. */
    STYBLINSKI_TANG(
            "styblinski-tang",
            Arity.atLeast(1),
            Formulas::styblinskiTang,
            Optimum.atAll(-2.903534, -39.16616570377142, Interval.of(-5, 5))),
    /** Rastrigin's function with A = 10 [M]. */
    RASTRIGIN("rastrigin", Arity.atLeast(0), Formulas::rastrigin, Optimum.atAll(0, 0, Interval.of(-5.12, 5.12)));

    private final String studyName;
    private final Arity arity;
    private final ToDoubleFunction<double[]> formula;
    private final Optimum optimum;

    BuiltInFunction(String studyName, Arity arity, ToDoubleFunction<double[]> formula, Optimum optimum) {
        this.studyName = studyName;
        this.arity = arity;
        this.formula = formula;
        this.optimum = optimum;
    }

    /** The function that a study file means by the name. */
    public static Optional<BuiltInFunction> named(String studyName) {
        return Arrays.stream(values())
                .filter(function -> function.studyName.equals(studyName))
                .findFirst();
    }

    /** The names that a study file may give, in the order of this type. */
    public static List<String> names() {
        return Arrays.stream(values()).map(BuiltInFunction::studyName).toList();
    }

    @Override
    public String studyName() {
        return studyName;
    }

    @Override
    public boolean accepts(int dimensions) {
        return arity.accepts(dimensions);
    }

    @Override
    public String arity() {
        return arity.inWords();
    }

    @Override
    public int objectives() {
        return 1;
    }

    @Override
    public double[] objectivesAt(double... x) {
        return new double[] {at(x)};
    }

    /** Usual domain, argmin and least value. */
    public Optimum optimum() {
        return optimum;
    }

    /**
     * The value at a point, the same on every platform: computed with {@link StrictMath}.
     *
     * @param x as many numbers as {@link #accepts} allows
     */
    public double at(double... x) {
        if (!accepts(x.length)) {
            throw new IllegalArgumentException(studyName + " takes " + arity() + " numbers, not " + x.length + ".");
        }
        return formula.applyAsDouble(x);
    }
}
