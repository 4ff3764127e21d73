package dev.nocturne.objective.model;

import java.util.Arrays;
import java.util.List;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Prediction;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.ensemble.AveragingCombiner;

/**
 * The mean of predictions. Tribuo 4.3.2's own unweighted mean forgets to divide and gives the last prediction, so that
 * a forest would be its last tree; its weighted one is right.
 */
final class MeanCombiner extends AveragingCombiner {
    private static final long serialVersionUID = 1L;

    @Override
    public Prediction<Regressor> combine(
            ImmutableOutputInfo<Regressor> outputs, List<Prediction<Regressor>> predictions) {
        float[] weights = new float[predictions.size()];
        Arrays.fill(weights, 1);
        return combine(outputs, predictions, weights);
    }
}
