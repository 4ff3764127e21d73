package dev.nocturne.bench;

import dev.nocturne.study.TrialRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Results as tables: mean normalised regret by strategy and budget. An interval is the middle 95 % of means over seeds
 * drawn anew, with replacement, within each task; the tasks stay as they are, so it tells how sure the figure is for these
 * tasks and nothing about others.
 */
final class EfficiencyTable {
    private static final int RESAMPLES = 2_000;

    private EfficiencyTable() {}

    /**
     * The tables of all results; of a run that is there twice, the later.
     *
     * @param common whether to leave out tasks that not all strategies of a table were run on
     * @param byTask whether to add each table's medians by task
     */
    static String of(List<Result> results, boolean common, boolean byTask) {
        var latest = new LinkedHashMap<String, Result>();
        for (Result r : results) {
            latest.put(
                    String.join("|", r.suite(), r.task(), r.strategy()) + r.seed() + "|" + r.lag() + "|" + r.shift()
                            + "|" + r.budget(),
                    r);
        }
        var sections = latest.values().stream()
                .collect(Collectors.groupingBy(
                        r -> r.suite() + ", lag " + r.lag() + (r.shift() ? ", shifted" : ""),
                        TreeMap::new,
                        Collectors.toList()));
        var text = new StringBuilder();
        sections.forEach((title, all) -> {
            List<Result> section = common ? common(all) : all;
            text.append("\n").append(title).append("\n\n");
            append(text, section);
            if (byTask) {
                appendTasks(text, section);
            }
        });
        return text.toString();
    }

    private static List<Result> common(List<Result> section) {
        Map<String, Set<String>> strategies = section.stream()
                .collect(Collectors.groupingBy(Result::task, Collectors.mapping(Result::strategy, Collectors.toSet())));
        long most = section.stream().map(Result::strategy).distinct().count();
        return section.stream()
                .filter(r -> strategies.get(r.task()).size() == most)
                .toList();
    }

    private static void append(StringBuilder text, List<Result> section) {
        var budgets = section.stream().map(Result::budget).collect(Collectors.toCollection(TreeSet::new));
        text.append("| strategy | tasks x seeds |");
        budgets.forEach(budget -> text.append(" ").append(budget).append(" trials |"));
        text.append(" CPU ms a suggestion |\n|---|---|")
                .append("---|".repeat(budgets.size() + 1))
                .append("\n");
        Map<String, List<Result>> byStrategy =
                section.stream().collect(Collectors.groupingBy(Result::strategy, Collectors.toList()));
        int last = budgets.isEmpty() ? 0 : budgets.last();
        byStrategy.entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> mean(regrets(entry.getValue(), last))))
                .forEach(entry -> {
                    double[][] largest = regrets(entry.getValue(), last);
                    int seeds = Arrays.stream(largest)
                            .mapToInt(task -> task.length)
                            .max()
                            .orElse(0);
                    text.append("| %s | %d x %d |".formatted(entry.getKey(), largest.length, seeds));
                    for (int budget : budgets) {
                        text.append(cell(regrets(entry.getValue(), budget)));
                    }
                    double cpu = entry.getValue().stream()
                            .mapToDouble(Result::cpu)
                            .average()
                            .orElse(0);
                    text.append(String.format(Locale.ROOT, " %.2f |%n", 1000 * cpu));
                });
    }

    private static String cell(double[][] regrets) {
        double[] means = new double[RESAMPLES];
        var random = new TrialRandom(RESAMPLES, 0);
        for (int i = 0; i < RESAMPLES; i++) {
            double sum = 0;
            for (double[] task : regrets) {
                double drawn = 0;
                for (int j = 0; j < task.length; j++) {
                    drawn += task[random.nextInt(task.length)];
                }
                sum += drawn / task.length;
            }
            means[i] = sum / regrets.length;
        }
        Arrays.sort(means);
        return String.format(
                Locale.ROOT,
                " %.4f [%.4f, %.4f] |",
                mean(regrets),
                means[(int) (RESAMPLES * 0.025)],
                means[(int) (RESAMPLES * 0.975)]);
    }

    private static double mean(double[][] regrets) {
        return Arrays.stream(regrets)
                .mapToDouble(task -> Arrays.stream(task).average().orElse(Double.NaN))
                .average()
                .orElse(Double.NaN);
    }

    /** Regrets by task and seed. */
    private static double[][] regrets(List<Result> results, int budget) {
        return results.stream()
                .filter(r -> r.budget() == budget)
                .collect(Collectors.groupingBy(Result::task, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(task -> task.stream().mapToDouble(Result::regret).toArray())
                .toArray(double[][]::new);
    }

    private static void appendTasks(StringBuilder text, List<Result> section) {
        var strategies =
                new ArrayList<>(section.stream().map(Result::strategy).collect(Collectors.toCollection(TreeSet::new)));
        var budgets = section.stream().map(Result::budget).collect(Collectors.toCollection(TreeSet::new));
        text.append("\nMedian normalised regret\n\n| task | trials | ")
                .append(String.join(" | ", strategies))
                .append(" |\n|---|---|")
                .append("---|".repeat(strategies.size()))
                .append("\n");
        var tasks =
                section.stream().collect(Collectors.groupingBy(Result::task, LinkedHashMap::new, Collectors.toList()));
        tasks.forEach((task, results) -> budgets.forEach(budget -> {
            text.append("| ").append(task).append(" | ").append(budget).append(" |");
            for (String strategy : strategies) {
                double[] regrets = results.stream()
                        .filter(r -> r.budget() == budget && r.strategy().equals(strategy))
                        .mapToDouble(Result::regret)
                        .sorted()
                        .toArray();
                text.append(
                        regrets.length == 0
                                ? " |"
                                : String.format(
                                        Locale.ROOT,
                                        " %.2g |",
                                        (regrets[(regrets.length - 1) / 2] + regrets[regrets.length / 2]) / 2));
            }
            text.append("\n");
        }));
    }
}
