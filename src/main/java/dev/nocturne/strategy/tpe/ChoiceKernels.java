package dev.nocturne.strategy.tpe;

import dev.nocturne.strategy.numeric.PortableMath;
import java.util.random.RandomGenerator;

/** Kernels on choices without order: the observed one is likelier, and the more so the more kernels there are. */
final class ChoiceKernels implements Kernels {
    /** How many observations of each choice the even share of all kernels together weighs. */
    private static final double SMOOTHING = 0.3;

    private final double[] centres;
    private final int active;
    private final int choices;
    private final double stay;
    private final double hit;
    private final double miss;

    /**
     * The kernels of an axis.
     *
     * @param centres the choices' numbers, NaN for a kernel that is uniform, as the last is; kept
     */
    ChoiceKernels(double[] centres, int choices) {
        this.centres = centres;
        this.choices = choices;
        this.active = Kernels.active(centres);
        double even = SMOOTHING * choices / (active + 1);
        this.stay = 1 / (1 + even);
        this.hit = PortableMath.log((choices + even) / (1 + even));
        this.miss = PortableMath.log(even / (1 + even));
    }

    @Override
    public double draw(RandomGenerator random) {
        double centre = centres[Kernels.drawKernel(centres, active, random)];
        double unit = random.nextDouble();
        if (centre == centre) {
            if (unit < stay) {
                return centre;
            }
            unit = (unit - stay) / (1 - stay);
        }
        return Math.min(choices - 1, Math.floor(unit * choices));
    }

    @Override
    public void addLogDensities(double coordinate, double[] sums) {
        double[] numbers = centres;
        for (int k = 0; k < numbers.length; k++) {
            double centre = numbers[k];
            sums[k] += centre == coordinate ? hit : centre == centre ? miss : 0;
        }
    }

    @Override
    public void multiplyConstants(double[] products) {
        // The densities have no constant part.
    }
}
