package dev.nocturne.objective.model;

import org.tribuo.Output;
import org.tribuo.Trainer;
import org.tribuo.common.libsvm.KernelType;
import org.tribuo.common.libsvm.SVMParameters;
import org.tribuo.common.libsvm.SVMType;
import org.tribuo.common.nearest.KNNModel;
import org.tribuo.common.nearest.KNNTrainer;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.ensemble.EnsembleCombiner;
import org.tribuo.math.StochasticGradientOptimiser;
import org.tribuo.math.distance.CosineDistance;
import org.tribuo.math.distance.Distance;
import org.tribuo.math.distance.L1Distance;
import org.tribuo.math.distance.L2Distance;
import org.tribuo.math.neighbour.NeighboursQueryFactoryType;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.math.optimisers.Adam;
import org.tribuo.math.optimisers.RMSProp;
import org.tribuo.math.optimisers.SGD;

/**
 * What is to be fitted once, and the parts of a trainer that do not depend on the task. The defaults of the
 * hyper-parameters stand here. Immutable; makes a new part with every call, because those of the library have a state.
 *
 * @param features how many numbers a row has
 * @param seed of all randomness in the fit
 */
record Fit(Learner learner, HyperParameterValues values, int features, long seed) {
    private static final double EPSILON = 1e-6;
    private static final double ADAM_BETA_1 = 0.9;
    private static final double ADAM_BETA_2 = 0.999;
    private static final double RMSPROP_RHO = 0.9;

    int maxDepth() {
        return values.whole("max-depth", Integer.MAX_VALUE);
    }

    /** In rows; 0 is refused by the library. */
    float minChildWeight() {
        return (float) values.number("min-child-weight", 1);
    }

    float minImpurityDecrease() {
        return (float) values.number("min-impurity-decrease", 0);
    }

    /** At least one feature: the library would round a small share down to none. */
    float featureFraction(double otherwise) {
        return (float) Math.min(1, Math.max(1.0 / features, values.number("feature-fraction", otherwise)));
    }

    /** A bag rather than the library's forest, which refuses to look at all features. */
    <T extends Output<T>> Trainer<T> forest(Trainer<T> tree, EnsembleCombiner<T> combiner) {
        return new BaggingTrainer<>(tree, combiner, values.whole("trees", 100), seed);
    }

    StochasticGradientOptimiser optimizer() {
        double rate = values.number("learning-rate", 0.1);
        return switch (values.word("optimizer", "adagrad")) {
            case "adam" -> new Adam(rate, ADAM_BETA_1, ADAM_BETA_2, EPSILON);
            case "rmsprop" -> new RMSProp(rate, RMSPROP_RHO, EPSILON, 0);
            case "sgd" -> SGD.getLinearDecaySGD(rate);
            default -> new AdaGrad(rate, EPSILON);
        };
    }

    int epochs() {
        return values.whole("epochs", 20);
    }

    int batchSize() {
        return values.whole("batch-size", 1);
    }

    <T extends Output<T>> SVMParameters<T> svm(SVMType<T> type) {
        boolean linear = values.word("kernel", "rbf").equals("linear");
        var parameters = new SVMParameters<>(type, linear ? KernelType.LINEAR : KernelType.RBF);
        parameters.getParameters().C =
                values.number("c", 1); // The setter warns of it in regression, where it counts too.
        parameters.setGamma(values.number("gamma", 1.0 / features));
        parameters.setEpsilon(values.number("epsilon", 0.1));
        return parameters;
    }

    <T extends Output<T>> Trainer<T> neighbours(EnsembleCombiner<T> combiner) {
        Distance distance = switch (values.word("distance", "l2")) {
            case "l1" -> new L1Distance();
            case "cosine" -> new CosineDistance();
            default -> new L2Distance();
        };
        return new KNNTrainer<>(
                values.whole("k", 5),
                distance,
                1,
                combiner,
                KNNModel.Backend.STREAMS,
                NeighboursQueryFactoryType.BRUTE_FORCE);
    }
}
