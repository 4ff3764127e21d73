package dev.nocturne.study;

import java.util.Map;
import java.util.SortedMap;

/**
 * What an ended trial measured on its way; small, as a run keeps that of all its trials. The arrays are shared and must not
 * be written to.
 *
 * @param completed whether it was evaluated to its end
 * @param steps ascending
 * @param values as many as steps, as the objective reported them
 */
public record Measured(boolean completed, Budget budget, long[] steps, double[] values) {
    /** What a trial measured, by step. */
    public Measured(boolean completed, Budget budget, SortedMap<Long, Double> values) {
        this(completed, budget, new long[values.size()], new double[values.size()]);
        int i = 0;
        for (Map.Entry<Long, Double> value : values.entrySet()) {
            this.steps[i] = value.getKey();
            this.values[i++] = value.getValue();
        }
    }
}
