package dev.nocturne.strategy.rung;

import dev.nocturne.study.BudgetSettings;
import dev.nocturne.study.Observation;
import dev.nocturne.study.TrialHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a model may learn of trials on several rungs: those of the highest rung that has enough of them (Falkner et al.,
 * "BOHB", ICML 2018). Losses at different budgets cannot be compared, so that the trials of other rungs are to it as if they
 * were pending: it knows where they are and does not propose the same again. Immutable.
 *
 * <p>Those that failed teach at any budget. Results from before the run were all found at the whole budget, and count for the
 * highest rung.
 */
final class RungModel {
    /** The newest trials of other rungs; a model that is shown more of them only takes longer. */
    private static final int MOST_OTHERS = 300;

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
     * The history of one rung; empty if no rung has enough trials.
     *
     * @param trials by id, pending ones perhaps among them
     * @param pending coordinates of further trials that have not ended
     */
    Optional<TrialHistory> history(List<Observation> known, List<Observation> trials, List<double[]> pending) {
        OptionalInt learned = rungToLearnFrom(known, trials);
        if (learned.isEmpty()) {
            return Optional.empty();
        }
        int rung = learned.getAsInt();
        var rows = new ArrayList<Observation>();
        var others = new ArrayList<double[]>();
        for (Observation trial : known) {
            sort(trial, rung == amounts.length - 1, rows, others);
        }
        Set<Integer> promoted = promoted(trials);
        for (int id = 0; id < trials.size(); id++) {
            Observation trial = trials.get(id);
            // One configuration on several rungs is one point.
            boolean isElsewhere =
                    promoted.contains(id) || trial.budget().promotedFrom().isPresent();
            boolean isLearned = trial.budget().amount() == amounts[rung];
            if (isLearned || !isElsewhere) {
                sort(trial, isLearned, rows, others);
            }
        }
        var unknown = new ArrayList<>(others.subList(Math.max(0, others.size() - MOST_OTHERS), others.size()));
        unknown.addAll(pending);
        return Optional.of(new TrialHistory(rows, List.of(), unknown));
    }

    private static void sort(Observation trial, boolean isLearned, List<Observation> rows, List<double[]> others) {
        switch (trial.outcome()) {
            case FAILED -> rows.add(trial);
            case VOID -> {}
            case PENDING -> others.add(trial.coordinates());
            case COMPLETED, PRUNED -> {
                if (isLearned) {
                    rows.add(trial);
                } else {
                    others.add(trial.coordinates());
                }
            }
        }
    }

    private OptionalInt rungToLearnFrom(List<Observation> known, List<Observation> trials) {
        int[] completed = new int[amounts.length];
        completed[amounts.length - 1] =
                (int) known.stream().filter(Observation::isCompleted).count();
        for (Observation trial : trials) {
            if (trial.isCompleted()) {
                int rung = Arrays.binarySearch(amounts, trial.budget().amount());
                completed[Math.max(0, rung)] += rung >= 0 ? 1 : 0;
            }
        }
        for (int rung = amounts.length - 1; rung >= 0; rung--) {
            if (completed[rung] >= enough) {
                return OptionalInt.of(rung);
            }
        }
        return OptionalInt.empty();
    }

    private static Set<Integer> promoted(List<Observation> trials) {
        var promoted = new HashSet<Integer>();
        trials.forEach(trial -> trial.budget().promotedFrom().ifPresent(promoted::add));
        return promoted;
    }
}
