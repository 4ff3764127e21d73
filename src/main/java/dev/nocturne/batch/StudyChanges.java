package dev.nocturne.batch;

import dev.nocturne.config.StudyPlan;
import dev.nocturne.engine.RunSettings;
import dev.nocturne.space.Constraint;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.Point;
import dev.nocturne.store.RunRecord;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.study.ChampionSettings;
import dev.nocturne.study.Goal;
import dev.nocturne.study.Study;
import dev.nocturne.study.WarmStart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What differs between the study file that a run was started with and the one that it is started again with, and may
 * not. Numbers of trials and failures may be raised; when to stop, workers, chunks and retries may be anything.
 */
final class StudyChanges {
    private final List<String> changes = new ArrayList<>();

    private StudyChanges() {}

    /**
     * The same for a run and the file that it is to be started with again.
     *
     * @param file where {@code after} was read from
     */
    static List<String> since(
            RunRecord run, StudyPlan after, Path file, StudyArchive archive, StrategyFactory strategies) {
        return after.sha256().equals(run.configurationSha256())
                ? List.of()
                : between(archive.plan(run, file.toAbsolutePath().getParent()), after, run, strategies);
    }

    /**
     * One line for each forbidden change; empty if the run can go on.
     *
     * @param before with the strategy that was recorded
     */
    static List<String> between(StudyPlan before, StudyPlan now, RunRecord run, StrategyFactory strategies) {
        var found = new StudyChanges();
        // The default may be another since the run began; whoever never named a strategy has not changed it.
        boolean leftToTheDefault = !before.namesStrategy() && !now.namesStrategy();
        StudyPlan after = leftToTheDefault ? now.withStrategy(run.strategy()) : now;
        found.compareStudies(before.study(), after.study(), run);
        found.compareEffort(before.study(), after.study());
        found.compareSpaces(before.study(), after.study());
        found.compare("constraints", constraints(before.study()), constraints(after.study()));
        found.compare("enqueue", enqueued(before.study()), enqueued(after.study()));
        found.changes.addAll(RecordDifference.between(
                "objective",
                before.objective().withoutLimits(),
                after.objective().withoutLimits()));
        found.compareTimeouts(before.objective().limit(), after.objective().limit());
        if (found.changes.isEmpty()) {
            found.comparePlannedTrials(after.study(), run, strategies);
        }
        return found.changes;
    }

    private void compareStudies(Study before, Study after, RunRecord run) {
        if (before.hasSeveralGoals() || after.hasSeveralGoals()) {
            compare("objectives", shown(before.goals()), shown(after.goals()));
        } else {
            compare("direction", lower(before.direction()), lower(after.direction()));
        }
        compare("strategy", before.strategy(), after.strategy());
        compare("warm-start", shown(before.warmStart()), shown(after.warmStart()));
        after.seed().ifPresent(seed -> compare("seed", run.seed(), seed));
        after.lag().ifPresent(lag -> compare("lag", run.lag(), lag));
        compareLimits(
                "max-trials",
                OptionalInt.of(run.plannedTrials()),
                after.limits().maxTrials(),
                false);
        compareLimits(
                "max-failures",
                before.limits().mostFailures(run.plannedTrials()),
                after.limits().mostFailures(after.limits().maxTrials().orElse(run.plannedTrials())),
                true);
    }

    /** What decides which trials there are, and how each of them ends. */
    private void compareEffort(Study before, Study after) {
        changes.addAll(RecordDifference.between("pruner", before.pruner(), after.pruner()));
        compare("budget", shownBudget(before), shownBudget(after));
        compare(
                "champion",
                before.champion().map(ChampionSettings::toString).orElse("not set"),
                after.champion().map(ChampionSettings::toString).orElse("not set"));
    }

    private static String shownBudget(Study study) {
        return study.budget()
                .map(budget -> "{min: " + budget.min() + ", max: " + budget.max() + ", reduction-factor: "
                        + budget.reductionFactor() + ", proposals: " + budget.proposals() + "}")
                .orElse("not set");
    }

    /** A study that does not say how many trials it wants has as many as is usual, or as its grid has. */
    private void comparePlannedTrials(Study after, RunRecord run, StrategyFactory strategies) {
        var champion = run.strategySettings(after.space()).champion();
        int planned = RunSettings.plannedTrials(after, strategies.capacity(after, champion));
        compareLimits("max-trials", OptionalInt.of(run.plannedTrials()), OptionalInt.of(planned), false);
    }

    private static String shown(Optional<WarmStart> warmStart) {
        return warmStart.map(WarmStart::toString).orElse("not set");
    }

    private void compareLimits(String key, OptionalInt before, OptionalInt after, boolean absentIsUnlimited) {
        if (after.isEmpty()) {
            return;
        }
        boolean lowered = before.isPresent() ? after.getAsInt() < before.getAsInt() : absentIsUnlimited;
        if (lowered) {
            changes.add(key + ": was " + (before.isPresent() ? before.getAsInt() : "unlimited") + ", is "
                    + after.getAsInt() + "; it may only be raised");
        }
    }

    private void compareSpaces(Study before, Study after) {
        Map<String, Parameter> old = byName(before);
        Map<String, Parameter> now = byName(after);
        old.forEach((name, parameter) -> {
            if (!now.containsKey(name)) {
                changes.add("search-space." + name + ": is gone");
            } else {
                changes.addAll(RecordDifference.between("search-space." + name, parameter, now.get(name)));
            }
        });
        now.keySet().stream()
                .filter(name -> !old.containsKey(name))
                .forEach(name -> changes.add("search-space." + name + ": is new"));
        if (changes.isEmpty()) {
            compare("search-space order", List.copyOf(old.keySet()), List.copyOf(now.keySet()));
        }
    }

    private static List<String> constraints(Study study) {
        return study.space().constraints().stream().map(Constraint::text).toList();
    }

    private static List<Map<String, String>> enqueued(Study study) {
        return study.enqueued().stream().map(StudyChanges::texts).toList();
    }

    private static Map<String, String> texts(Point point) {
        var texts = new LinkedHashMap<String, String>();
        point.values().forEach((name, value) -> texts.put(name, value.text()));
        return texts;
    }

    private static Map<String, Parameter> byName(Study study) {
        var byName = new LinkedHashMap<String, Parameter>();
        study.space().parameters().forEach(parameter -> byName.put(parameter.name(), parameter));
        return byName;
    }

    private void compareTimeouts(Optional<Duration> before, Optional<Duration> after) {
        boolean lowered = after.isPresent() && (before.isEmpty() || after.get().compareTo(before.get()) < 0);
        if (lowered) {
            changes.add(
                    "objective timeout: was " + before.map(Duration::toString).orElse("unlimited") + ", is "
                            + after.get() + "; it may only be raised");
        }
    }

    private void compare(String what, Object before, Object after) {
        if (!Objects.equals(before, after)) {
            changes.add(what + ": was " + before + ", is " + after);
        }
    }

    private static String shown(List<Goal> goals) {
        return goals.stream()
                .map(goal -> lower(goal.direction()) + " " + goal.name())
                .collect(Collectors.joining(", "));
    }

    static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
