package dev.nocturne.config;

import dev.nocturne.objective.ObjectiveFactory;
import dev.nocturne.objective.ObjectiveProblem;
import dev.nocturne.objective.ObjectiveSettings;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.study.KnownTrials;
import dev.nocturne.study.Sha256;
import dev.nocturne.study.Study;
import dev.nocturne.study.WarmStart;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads a study file and checks it as a whole: names, types, ranges, what depends on what, the strategy on the space,
 * and the objective. Thread-safe.
 */
public final class StudyReader {
    private final StrategyFactory strategies;
    private final ObjectiveFactory objectives;

    public StudyReader(StrategyFactory strategies, ObjectiveFactory objectives) {
        this.strategies = strategies;
        this.objectives = objectives;
    }

    /**
     * Reads a file and checks it, also that the files and programs that its objective names are there. Relative paths
     * start at the file's folder.
     *
     * @throws StudyFileException with every mistake
     */
    public StudyPlan read(Path file) {
        return read(file, true);
    }

    /** The same; without {@code checkObjective} the files and programs that it names need not be there. */
    public StudyPlan read(Path file, boolean checkObjective) {
        String text = StudyText.read(file, new Problems(file.toString()));
        return parse(file.toString(), text, folder(file), checkObjective);
    }

    /**
     * Reads a file and checks everything, the table of earlier results that it may name included.
     *
     * @throws StudyFileException with every mistake, also those of the table
     */
    public StudyPlan validate(Path file) {
        var problems = new Problems(file.toString());
        String text = StudyText.read(file, problems);
        return parse(text, folder(file), true, problems, true);
    }

    /**
     * Hands the results in the CSV file that a study names, if it names one, to a collector.
     *
     * @param file where the study was read from
     * @throws StudyFileException with every mistake of the CSV file
     */
    public void readEarlierResults(StudyPlan plan, Path file, KnownTrials.Collector collector) {
        var problems = new Problems(file.toString());
        readEarlierResults(plan.study(), YamlTree.read(plan.source(), problems), problems, collector);
        problems.throwIfAny();
    }

    private static Path folder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file : folder;
    }

    /**
     * Reads a text, for example one that was stored with a run.
     *
     * @param fileName what to call it in messages
     * @param baseDirectory where relative paths start
     * @param checkObjective whether the files and programs that it names must be there
     * @throws StudyFileException with every mistake
     */
    public StudyPlan parse(String fileName, String text, Path baseDirectory, boolean checkObjective) {
        return parse(text, baseDirectory, checkObjective, new Problems(fileName), false);
    }

    private StudyPlan parse(
            String text, Path baseDirectory, boolean checkObjective, Problems problems, boolean checkResults) {
        StudyText.check(text, problems);
        YamlNode tree = YamlTree.read(text, problems);
        Place root = new Place(tree, Position.START, KeyPath.ROOT);
        Path base = baseDirectory.toAbsolutePath().normalize();
        StudyKeysReader.Result parts = new StudyKeysReader(strategies.names(), base, problems).read(root);
        checkStrategy(parts.study(), root, problems);
        if (checkObjective && problems.noneIn("search-space", "objectives", "objective")) {
            parts.objective().ifPresent(settings -> check(settings, parts.study(), root, problems));
        }
        if (checkResults && problems.noneIn("search-space", "direction", "objectives", WarmStartReader.KEY)) {
            readEarlierResults(parts.study(), tree, problems, new KnownTrials.Collector(parts.study()));
        }
        problems.throwIfAny();
        return new StudyPlan(
                parts.study(), parts.objective().orElseThrow(), parts.namesStrategy(), text, Sha256.of(text));
    }

    private void checkStrategy(Study study, Place root, Problems problems) {
        if (problems.noneIn("search-space", "strategy", "objectives", "max-trials", "constraints", BudgetReader.KEY)) {
            new StrategyCheck(strategies).complaint(study).ifPresent(complaint -> {
                Position at = root.nearest(List.of(complaint.key()));
                problems.add(at, KeyPath.ROOT.key(complaint.key()), Quoted.escape(complaint.message()));
            });
        }
        if (problems.noneIn("strategy") && study.warmStart().isPresent() && !strategies.learns(study.strategy())) {
            problems.add(
                    root.nearest(List.of(WarmStartReader.KEY)),
                    KeyPath.ROOT.key(WarmStartReader.KEY),
                    study.strategy() + " does not learn from results: take this out, or use a strategy that does ("
                            + String.join(", ", strategies.learning()) + ").");
        }
    }

    private static void readEarlierResults(
            Study study, YamlNode tree, Problems problems, KnownTrials.Collector collector) {
        Place root = new Place(tree, Position.START, KeyPath.ROOT);
        Position where = root.nearest(List.of(WarmStartReader.KEY, WarmStartReader.CSV));
        study.warmStart()
                .flatMap(WarmStart::csv)
                .ifPresent(csv -> new EarlierResultsReader(csv, study, problems, collector).read(where));
    }

    private void check(ObjectiveSettings settings, Study study, Place root, Problems problems) {
        for (ObjectiveProblem problem : objectives.check(settings, study)) {
            problems.add(root.nearest(problem.path()), KeyPath.of(problem.path()), Quoted.escape(problem.message()));
        }
    }
}
