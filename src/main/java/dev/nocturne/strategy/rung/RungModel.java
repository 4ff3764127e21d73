package dev.nocturne.strategy.rung;

import dev.nocturne.study.BudgetSettings;
import dev.nocturne.study.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What a model may learn of trials on several rungs: those of the highest rung that has enough of them (Falkner et al.,
 * "BOHB", ICML 2018). Losses at different budgets cannot be compared, so that it is not shown the trials of other rungs, not
 * even as pending ones: it would keep away from where they are, which are the best places where a small budget misleads.
 *
 * <p>Those that failed teach at any budget. Results from before the run were all found at the whole budget, and count for the
 * highest rung. Immutable.
 */
final class RungModel {
    private final double[] amounts;
    private final int enough;

    /**
     * The rule for a study.
     *
     * @param parameters how many the study has
     */
    RungModel(BudgetSettings budget, int parameters) {
        this.amounts =
                IntStream.range(0, budget.rungs()).mapToDouble(budget::amount).toArray();
        this.enough = parameters + 2;
    }

    /**
     * The trials of one rung, in their order; none if no rung has enough.
     *
     * @param trials by id, pending ones perhaps among them
     */
    List<Observation> learned(List<Observation> known, List<Observation> trials) {
        OptionalInt learned = rungToLearnFrom(known, trials);
        var rows = new ArrayList<Observation>();
        if (learned.isPresent()) {
            int rung = learned.getAsInt();
            for (Observation trial : known) {
                if (teaches(trial, rung == amounts.length - 1)) {
                    rows.add(trial);
                }
            }
            for (Observation trial : trials) {
                if (teaches(trial, trial.budget().amount() == amounts[rung])) {
                    rows.add(trial);
                }
            }
        }
        return rows;
    }

    private static boolean teaches(Observation trial, boolean isOfTheRung) {
        return switch (trial.outcome()) {
            case FAILED -> true;
            case COMPLETED, PRUNED -> isOfTheRung;
            case VOID, PENDING -> false;
        };
    }

    private OptionalInt rungToLearnFrom(List<Observation> known, List<Observation> trials) {
        int[] completed = new int[amounts.length];
        completed[amounts.length - 1] =
                (int) known.stream().filter(Observation::isCompleted).count();
        for (Observation trial : trials) {
            int rung = Arrays.binarySearch(amounts, trial.budget().amount());
            if (trial.isCompleted() && rung >= 0) {
                completed[rung]++;
            }
        }
        return IntStream.range(0, amounts.length)
                .filter(rung -> completed[rung] >= enough)
                .max();
    }
}
