package dev.nocturne.config;

import dev.nocturne.objective.ObjectiveFactory;
import dev.nocturne.objective.ObjectiveProblem;
import dev.nocturne.objective.ObjectiveSettings;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.study.Study;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
     * Reads a file and checks everything, also that the files and programs that it names are there. Relative paths
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
        Path folder = file.toAbsolutePath().getParent();
        return parse(file.toString(), text, folder == null ? file : folder, checkObjective);
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
        Problems problems = new Problems(fileName);
        StudyText.check(text, problems);
        Place root = new Place(YamlTree.read(text, problems), Position.START, KeyPath.ROOT);
        Path base = baseDirectory.toAbsolutePath().normalize();
        StudyKeysReader.Result parts = new StudyKeysReader(strategies.names(), base, problems).read(root);
        if (problems.noneIn("search-space", "strategy", "max-trials", "constraints")) {
            new StrategyCheck(strategies).complaint(parts.study()).ifPresent(complaint -> {
                Position at = root.nearest(List.of(complaint.key()));
                problems.add(at, KeyPath.ROOT.key(complaint.key()), Quoted.escape(complaint.message()));
            });
        }
        if (checkObjective && problems.noneIn("search-space", "objective")) {
            parts.objective().ifPresent(settings -> check(settings, parts.study(), root, problems));
        }
        problems.throwIfAny();
        return new StudyPlan(parts.study(), parts.objective().orElseThrow(), text, sha256(text));
    }

    private void check(ObjectiveSettings settings, Study study, Place root, Problems problems) {
        for (ObjectiveProblem problem : objectives.check(settings, study)) {
            problems.add(root.nearest(problem.path()), KeyPath.of(problem.path()), Quoted.escape(problem.message()));
        }
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
