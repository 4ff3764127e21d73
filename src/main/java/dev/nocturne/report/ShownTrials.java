package dev.nocturne.report;

import dev.nocturne.summary.StudyReport;
import dev.nocturne.summary.StudyReport.Trials;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The trials of a report, by their place in its columns. */
final class ShownTrials {
    private final StudyReport report;
    private final Trials trials;

    ShownTrials(StudyReport report) {
        this.report = report;
        this.trials = report.trials();
    }

    /** The place of a trial; negative if it is not there. */
    int indexOf(@Nullable Integer trialId) {
        return trialId == null ? -1 : trials.ids().indexOf(trialId);
    }

    @Nullable
    Object value(String parameter, int index) {
        List<@Nullable Object> values = trials.parameters().get(parameter);
        return values == null ? null : values.get(index);
    }

    @Nullable
    Double objective(int objective, int index) {
        return objective < trials.objectives().size()
                ? trials.objectives().get(objective).get(index)
                : null;
    }

    /** The best value of an objective; null if nothing completed. */
    @Nullable
    Double best(int objective) {
        var completed = trials.objectives().get(objective).stream().filter(Objects::nonNull);
        return (isMinimised(objective)
                        ? completed.min(Comparator.naturalOrder())
                        : completed.max(Comparator.naturalOrder()))
                .orElse(null);
    }

    /** Places of the first trials, the best of the first objective before the others. */
    List<Integer> bestFirst(int limit) {
        Comparator<Double> order = isMinimised(0) ? Comparator.naturalOrder() : Comparator.reverseOrder();
        return IntStream.range(0, trials.ids().size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> objective(0, i), Comparator.nullsLast(order)))
                .limit(limit)
                .toList();
    }

    private boolean isMinimised(int objective) {
        return report.objectives().get(objective).direction().equals("MINIMIZE");
    }
}
