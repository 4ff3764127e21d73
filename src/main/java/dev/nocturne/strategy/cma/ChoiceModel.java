package dev.nocturne.strategy.cma;

import dev.nocturne.strategy.numeric.PortableMath;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The probabilities of the choices and how they learn: the natural gradient with a step that grows with the signal in it
 * (Akimoto et al., "Adaptive stochastic natural gradient method for one-shot neural architecture search", ICML 2019), and
 * a least probability, so that no choice is ever given up (Hamano et al., "CatCMA with margin", arXiv:2504.07884, 2025).
 * Immutable; the arrays must not be written to.
 *
 * @param probabilities by choice and level
 * @param path the gradient's recent direction, by choice and level
 * @param pathMass how much of the path's expected length has built up, in [0, 1]
 * @param damping divides the step, at least 1
 */
record ChoiceModel(double[][] probabilities, double[][] path, double pathMass, double damping) {
    private static final double SIGNAL_TO_NOISE = 1.5;
    private static final double MOST_DAMPING = 1e6;

    static ChoiceModel starting(double[][] probabilities) {
        double[][] path = new double[probabilities.length][];
        Arrays.setAll(path, i -> new double[probabilities[i].length]);
        return new ChoiceModel(probabilities, path, 0, 1);
    }

    int[] draw(RandomGenerator random) {
        int[] choices = new int[probabilities.length];
        for (int i = 0; i < choices.length; i++) {
            double left = random.nextDouble();
            int level = 0;
            while (level < probabilities[i].length - 1 && left >= probabilities[i][level]) {
                left -= probabilities[i][level++];
            }
            choices[i] = level;
        }
        return choices;
    }

    /**
     * What is learned of a generation.
     *
     * @param choices by individual, -1 where a choice was not active: it then counts for nothing
     * @param weights by individual
     * @param margin the share of individuals that may differ from the favourite in a choice, at least
     */
    ChoiceModel updated(int[][] choices, double[] weights, double margin) {
        double[][] gradient = gradient(choices, weights);
        double length = 0;
        int free = 0;
        for (int i = 0; i < gradient.length; i++) {
            free += gradient[i].length - 1;
            for (int level = 0; level < gradient[i].length; level++) {
                length += gradient[i][level] * gradient[i][level] / probabilities[i][level];
            }
        }
        length = Math.sqrt(length);
        if (length < 1e-12) {
            return this;
        }
        double rate = 1 / (damping * Math.sqrt(free));
        double[][] moved = new double[gradient.length][];
        double[][] turned = new double[gradient.length][];
        double squares = 0;
        for (int i = 0; i < gradient.length; i++) {
            moved[i] = new double[gradient[i].length];
            turned[i] = new double[gradient[i].length];
            for (int level = 0; level < moved[i].length; level++) {
                double direction = gradient[i][level] / length;
                moved[i][level] = probabilities[i][level] + direction / damping;
                turned[i][level] = (1 - rate) * path[i][level]
                        + Math.sqrt(rate * (2 - rate)) * direction / Math.sqrt(probabilities[i][level]);
                squares += turned[i][level] * turned[i][level];
            }
            moved[i] = withMargin(moved[i], margin);
        }
        double mass = (1 - rate) * (1 - rate) * pathMass + rate * (2 - rate);
        double change = PortableMath.exp(rate * (mass - squares / SIGNAL_TO_NOISE));
        return new ChoiceModel(moved, turned, mass, Math.max(1, Math.min(MOST_DAMPING, damping * change)));
    }

    private double[][] gradient(int[][] choices, double[] weights) {
        double[][] gradient = new double[probabilities.length][];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = new double[probabilities[i].length];
            for (int k = 0; k < choices.length; k++) {
                for (int level = 0; choices[k][i] >= 0 && level < gradient[i].length; level++) {
                    gradient[i][level] += weights[k] * ((choices[k][i] == level ? 1 : 0) - probabilities[i][level]);
                }
            }
        }
        return gradient;
    }

    /** Lifts what is below the least probability, at the cost of the rest. */
    static double[] withMargin(double[] probabilities, double margin) {
        int levels = probabilities.length;
        double least = Math.min(margin, 1 - 1.0 / levels) / (levels - 1);
        double[] lifted = new double[levels];
        double sum = 0;
        for (int i = 0; i < levels; i++) {
            lifted[i] = Math.max(least, probabilities[i]);
            sum += lifted[i];
        }
        double above = sum - levels * least;
        for (int i = 0; i < levels; i++) {
            lifted[i] = above > 0 ? lifted[i] + (1 - sum) / above * (lifted[i] - least) : 1.0 / levels;
        }
        return lifted;
    }
}
