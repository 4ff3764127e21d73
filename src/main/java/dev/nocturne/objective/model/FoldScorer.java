package dev.nocturne.objective.model;

/** Trains on some rows and scores the model on others. Thread-safe. */
interface FoldScorer {
    /**
     * The score of one fit.
     *
     * @param training rows to learn from
     * @param test rows to predict
     * @return in the metric of the scorer; NaN if the model went astray
     */
    double score(FeatureEncoder encoder, int[] training, int[] test, Fit fit);
}
