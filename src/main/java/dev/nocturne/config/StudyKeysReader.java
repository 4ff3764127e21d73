package dev.nocturne.config;

import dev.nocturne.objective.ObjectiveSettings;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.study.Execution;
import dev.nocturne.study.Goal;
import dev.nocturne.study.Study;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads the keys of the top level, and what is below them. */
final class StudyKeysReader {
    /** The keys of the top level. */
    static final List<String> KEYS = Stream.of(
                    List.of("study", "direction", "objectives", "strategy"),
                    LimitsReader.KEYS,
                    List.of("seed", "workers", "lag", "chunk-size", "search-space", "constraints", "enqueue"),
                    List.of("objective", PrunerReader.KEY, WarmStartReader.KEY, BudgetReader.KEY, ChampionReader.KEY))
            .flatMap(List::stream)
            .toList();

    private static final int MOST_WORKERS = 1024;
    private static final int LARGEST_CHUNK = 100_000;

    private final Set<String> strategies;
    private final Path baseDirectory;
    private final Problems problems;

    StudyKeysReader(Set<String> strategies, Path baseDirectory, Problems problems) {
        this.strategies = new TreeSet<>(strategies);
        this.baseDirectory = baseDirectory;
        this.problems = problems;
    }

    /**
     * What a file says.
     *
     * @param study with defaults for what was reported
     * @param objective empty if it was reported
     * @param namesStrategy whether it names one that there is
     */
    record Result(Study study, Optional<ObjectiveSettings> objective, boolean namesStrategy) {}

    /** Reads the file's tree; what is not a mapping at all is the end of it. */
    Result read(Place root) {
        if (!(root.node() instanceof YamlNode.Mapping mapping)) {
            if (!(root.node() instanceof YamlNode.Broken)) {
                problems.add(
                        root,
                        "a study's keys are expected, but this is "
                                + root.node().described() + ": begin with a line such as study: my-study.");
            }
            throw problems.exception();
        }
        Keys keys = new Keys(root, mapping, KEYS, keysOfObjectives(), problems);
        String name = keys.require("study", Words.NAME).orElse("unnamed");
        Optional<String> named = keys.read("strategy", Words.oneOf("strategy", strategies));
        String strategy = named.orElse(Study.DEFAULT_STRATEGY);
        String ifEmpty = strategy.equals(StrategyCheck.GRID) ? "Grid search produced zero combinations: " : "";
        SearchSpace space = new ConstraintReader(problems).read(keys, new SpaceReader(problems, ifEmpty).read(keys));
        var objective = new ObjectiveReader(problems, baseDirectory).read(keys);
        List<Goal> goals = goals(keys, space);
        boolean severalGoals = goals.size() > 1;
        Study study = new Study(
                name,
                goals,
                space,
                strategy,
                new LimitsReader(problems).read(keys, severalGoals),
                seed(keys),
                lag(keys),
                execution(keys, objective.retries()),
                new EnqueueReader(problems).read(keys, space),
                new WarmStartReader(problems, baseDirectory).read(keys),
                new PrunerReader(problems).read(keys, severalGoals, objective.settings()),
                new BudgetReader(problems).read(keys),
                new ChampionReader(problems).read(keys, severalGoals));
        return new Result(study, objective.settings(), named.isPresent());
    }

    private List<Goal> goals(Keys keys, SearchSpace space) {
        return new GoalsReader(problems)
                .read(keys, space.parameters().stream().map(Parameter::name).toList());
    }

    private static OptionalLong seed(Keys keys) {
        return keys.read("seed", Numbers.whole(Long.MIN_VALUE, Long.MAX_VALUE))
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    private static Execution execution(Keys keys, int retries) {
        return new Execution(
                keys.read("workers", Numbers.count(1, MOST_WORKERS)).orElse(Execution.DEFAULT.workers()),
                keys.read("chunk-size", Numbers.count(1, LARGEST_CHUNK)).orElse(Execution.DEFAULT.chunkSize()),
                retries);
    }

    private static OptionalInt lag(Keys keys) {
        return keys.read("lag", Numbers.count(1, Integer.MAX_VALUE))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    private static Map<String, String> keysOfObjectives() {
        Map<String, String> elsewhere = new HashMap<>();
        ObjectiveReader.KEYS
                .values()
                .forEach(keys ->
                        keys.forEach(key -> elsewhere.put(key, "this key belongs below objective: indent it there.")));
        List.of("reduction-factor", "proposals")
                .forEach(key -> elsewhere.put(key, "this key belongs below budget: indent it there."));
        ChampionReader.KEYS.forEach(key -> elsewhere.put(key, "this key belongs below champion: indent it there."));
        elsewhere.put("name", "a study's name is the value of the key study.");
        elsewhere.put("parameters", "what varies belongs below search-space, what is fixed below objective.");
        return elsewhere;
    }
}
