package dev.nocturne.strategy.cma;

import dev.nocturne.study.Observation;
import java.util.List;

/**
 * What a search has achieved since its start, to tell when to start another: the stopping tests of Hansen's tutorial, less
 * those that need the objective's units. Immutable.
 *
 * @param recent the best loss of each of the last generations, infinite if all failed; not to be written to
 * @param sinceBest how many generations ago the best of all came
 */
record Progress(double[] recent, double best, int sinceBest) {
    static final Progress NONE = new Progress(new double[0], Double.POSITIVE_INFINITY, 0);

    private static final double LEAST_DEVIATION = 1e-11;
    private static final double WORST_CONDITION = 1e14;
    private static final double SAME = 1e-11;

    Progress after(List<Observation> generation, int genes) {
        double least = Double.POSITIVE_INFINITY;
        for (Observation member : generation) {
            if (!member.failed()) {
                least = Math.min(least, member.loss());
            }
        }
        int kept = Math.min(recent.length, window(genes, generation.size()) - 1);
        double[] losses = new double[kept + 1];
        System.arraycopy(recent, recent.length - kept, losses, 0, kept);
        losses[kept] = least;
        return new Progress(losses, Math.min(best, least), least < best ? 0 : sinceBest + 1);
    }

    private static int window(int genes, int population) {
        return 10 + (30 * genes + population - 1) / population;
    }

    /** Whether nothing more is to be expected. */
    boolean isOver(Layout layout, GeneModel model, int population) {
        int window = window(layout.genes(), population);
        return sinceBest > 90 + window
                || recent.length == window && isFlat()
                || layout.genes() > 0
                        && (isNarrow(layout, model) || model.shape().condition() > WORST_CONDITION);
    }

    private boolean isFlat() {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double loss : recent) {
            least = Math.min(least, loss);
            most = Math.max(most, loss);
        }
        return least == most || most - least <= SAME * Math.min(Math.abs(least), Math.abs(most));
    }

    private static boolean isNarrow(Layout layout, GeneModel model) {
        boolean continuous = false;
        for (int gene = 0; gene < layout.genes(); gene++) {
            if (!layout.isStepped(gene)) {
                continuous = true;
                if (model.deviation(gene) > LEAST_DEVIATION) {
                    return false;
                }
            }
        }
        return continuous;
    }
}
