package dev.nocturne.objective.function;

import java.util.function.UnaryOperator;

/**
 * The built-in functions of several objectives, all of them to be minimised.
 *
 * <p>Sources, by the letters below: [S] Schaffer, "Multiple Objective Optimization with Vector Evaluated Genetic
 * Algorithms", 1985; [BK] Binh and Korn, "MOBES: A Multiobjective Evolution Strategy for Constrained Optimization
 * Problems", 1997; [ZDT] Zitzler, Deb and Thiele, "Comparison of Multiobjective Evolutionary Algorithms: Empirical
 * Results", Evolutionary Computation 8(2), 2000; [DTLZ] Deb, Thiele, Laumanns and Zitzler, "Scalable Test Problems for
 * Evolutionary Multiobjective Optimization", 2005.
 */
public enum MultiObjectiveFunction implements TestFunction {
    /** x^2 and (x - 2)^2 [S], usually in [-1000, 1000]; the front is 0 to 2. */
    SCHAFFER("schaffer", Arity.exactly(1), 2, x -> new double[] {square(x[0]), square(x[0] - 2)}),
    /** Two paraboloids [BK], usually in [0, 5] and [0, 3]; the constraints of the paper are left to the study. */
    BINH_KORN("binh-korn", Arity.exactly(2), 2, x ->
            new double[] {4 * square(x[0]) + 4 * square(x[1]), square(x[0] - 5) + square(x[1] - 5)}),
    /** A convex front, f2 = 1 - sqrt(f1), where all parameters but the first are 0 [ZDT]; in [0, 1]. */
    ZDT1("zdt1", Arity.atLeast(2), 2, x -> {
        double g = distance(x);
        return new double[] {x[0], g * (1 - StrictMath.sqrt(x[0] / g))};
    }),
    /** A concave front, f2 = 1 - f1^2, where all parameters but the first are 0 [ZDT]; in [0, 1]. */
    ZDT2("zdt2", Arity.atLeast(2), 2, x -> {
        double g = distance(x);
        return new double[] {x[0], g * (1 - square(x[0] / g))};
    }),
    /** Three objectives; the front is an eighth of the unit sphere, where all but the first two are 0.5 [DTLZ]; in [0, 1]. */
    DTLZ2("dtlz2", Arity.atLeast(3), 3, x -> {
        double radius = 1;
        for (int i = 2; i < x.length; i++) {
            radius += square(x[i] - 0.5);
        }
        double first = x[0] * Math.PI / 2;
        double second = x[1] * Math.PI / 2;
        return new double[] {
            radius * StrictMath.cos(first) * StrictMath.cos(second),
            radius * StrictMath.cos(first) * StrictMath.sin(second),
            radius * StrictMath.sin(first)
        };
    });

    private final String studyName;
    private final Arity arity;
    private final int objectives;
    private final UnaryOperator<double[]> formula;

    MultiObjectiveFunction(String studyName, Arity arity, int objectives, UnaryOperator<double[]> formula) {
        this.studyName = studyName;
        this.arity = arity;
        this.objectives = objectives;
        this.formula = formula;
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
        return objectives;
    }

    @Override
    public double[] objectivesAt(double... x) {
        if (!accepts(x.length)) {
            throw new IllegalArgumentException(studyName + " takes " + arity() + " numbers, not " + x.length + ".");
        }
        return formula.apply(x);
    }

    /** How far from the front of ZDT's functions: 1 on it. */
    private static double distance(double[] x) {
        double sum = 0;
        for (int i = 1; i < x.length; i++) {
            sum += x[i];
        }
        return 1 + 9 * sum / (x.length - 1);
    }

    private static double square(double value) {
        return value * value;
    }
}
