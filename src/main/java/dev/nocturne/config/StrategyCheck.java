package dev.nocturne.config;

import dev.nocturne.space.Parameter;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.Study;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks that a study's strategy can work on its search space. */
final class StrategyCheck {
    /** The strategy whose number of trials the search space decides. */
    static final String GRID = "grid_search";

    private static final double MOST_COUNTS = 100_000;

    private final StrategyFactory strategies;

    StrategyCheck(StrategyFactory strategies) {
        this.strategies = strategies;
    }

    /**
     * Why the strategy cannot work.
     *
     * @param key of the top level that is to blame
     */
    record Complaint(String key, String message) {
        static Complaint ofStrategy(String message) {
            return new Complaint("strategy", message);
        }
    }

    /** Why the strategy cannot work; empty if it can, or if there is nothing to work on, which is reported already. */
    Optional<Complaint> complaint(Study study) {
        boolean grid = study.strategy().equals(GRID);
        List<Parameter> parameters = study.space().parameters();
        if (parameters.isEmpty()) {
            return Optional.empty();
        }
        if (grid && countsToKeep(parameters) > MOST_COUNTS) {
            return Optional.of(Complaint.ofStrategy(
                    "to count the grid, more than 100,000 combinations of the parameters on which others depend"
                            + " must be told apart (" + Words.listed(parents(parameters))
                            + "): let fewer be depended on, or use another strategy."));
        }
        try {
            long combinations = strategies.capacity(study);
            boolean tooMany = grid && study.limits().maxTrials().isEmpty() && combinations > Integer.MAX_VALUE;
            return tooMany ? Optional.of(Complaint.ofStrategy(tooMany(combinations))) : Optional.empty();
        } catch (InvalidStudyException e) {
            return Optional.of(new Complaint(e.key(), e.getMessage()));
        }
    }

    private static String tooMany(long combinations) {
        String count = combinations == Long.MAX_VALUE
                ? "more than 9,000,000,000,000,000,000"
                : String.format(Locale.ROOT, "%,d", combinations);
        return String.format(
                Locale.ROOT,
                "the grid has %s combinations, but a run has at most %,d trials: set max-trials to how many to try.",
                count,
                Integer.MAX_VALUE);
    }

    /** How many counts a grid keeps: at each place, one for each combination of values that matter from there on. */
    private static double countsToKeep(List<Parameter> parameters) {
        Set<String> needed = new HashSet<>();
        double counts = 0;
        for (int place = parameters.size() - 1; place >= 0; place--) {
            needed.addAll(parameters.get(place).condition().allowed().keySet());
            double combinations = 1;
            for (Parameter earlier : parameters.subList(0, place)) {
                combinations *= needed.contains(earlier.name()) ? earlier.gridSize() + 1.0 : 1.0;
            }
            counts += combinations;
        }
        return counts;
    }

    private static Set<String> parents(List<Parameter> parameters) {
        Set<String> names = new TreeSet<>();
        parameters.forEach(
                parameter -> names.addAll(parameter.condition().allowed().keySet()));
        return names;
    }
}
