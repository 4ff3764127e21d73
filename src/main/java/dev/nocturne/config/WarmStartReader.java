package dev.nocturne.config;

import dev.nocturne.study.WarmStart;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads which earlier results a run is to learn from. */
final class WarmStartReader {
    static final String KEY = "warm-start";
    static final String CSV = "csv";
    static final List<String> KEYS = List.of("runs", CSV);

    private static final String ALL = "all";
    private static final int MOST_RUNS = 10_000;
    private static final String EXAMPLE = "{runs: all} or {csv: results.csv}";

    private final Problems problems;
    private final Path baseDirectory;

    /**
     * A reader of warm starts.
     *
     * @param baseDirectory absolute; what relative paths are relative to
     */
    WarmStartReader(Problems problems, Path baseDirectory) {
        this.problems = problems;
        this.baseDirectory = baseDirectory;
    }

    /** The warm start; empty if there is none, or after a report. */
    Optional<WarmStart> read(Keys study) {
        return study.find(KEY).flatMap(this::read);
    }

    private Optional<WarmStart> read(Place place) {
        return place.mapping(EXAMPLE, problems).flatMap(mapping -> read(place, mapping));
    }

    private Optional<WarmStart> read(Place place, YamlNode.Mapping mapping) {
        if (mapping.entries().isEmpty() && mapping.complete()) {
            problems.add(place, "it names nothing to learn from: write it as " + EXAMPLE + ".");
            return Optional.empty();
        }
        var keys = new Keys(place, mapping, KEYS, Map.of(), problems);
        Optional<WarmStart.Runs> runs = keys.find("runs").flatMap(this::runs);
        Optional<Path> csv = keys.read(CSV, Paths.below(baseDirectory));
        return runs.isEmpty() && csv.isEmpty() ? Optional.empty() : Optional.of(new WarmStart(runs, csv));
    }

    private Optional<WarmStart.Runs> runs(Place place) {
        if (place.node() instanceof YamlNode.Sequence) {
            return named(place);
        }
        return new ScalarType<WarmStart.Runs>("the word all, a number of runs or a list of their names", scalar -> {
                    if (scalar.text().equals(ALL)) {
                        return new WarmStart.AllRuns();
                    }
                    if (scalar.text().isEmpty()
                            || !Character.isLetter(scalar.text().charAt(0))) {
                        return new WarmStart.LatestRuns(
                                Numbers.count(1, MOST_RUNS).reading().read(scalar));
                    }
                    throw new UnfitValueException("the word all, a number of runs or a list of their names is expected,"
                            + " but this is " + Quoted.of(scalar.text()) + ".");
                })
                .read(place, problems);
    }

    private Optional<WarmStart.Runs> named(Place place) {
        var items = Words.NOT_BLANK.readList(place, "[2026-11-20, 2026-11-21]", problems);
        if (items.isEmpty()) {
            return Optional.empty();
        }
        if (items.get().isEmpty()) {
            problems.add(place, "the list is empty: write the names of runs, such as [2026-11-20, 2026-11-21].");
            return Optional.empty();
        }
        Set<String> seen = new HashSet<>();
        boolean twice = false;
        for (ScalarType.Item<String> item : items.get()) {
            if (!seen.add(item.value())) {
                problems.add(item.place(), "the run " + Quoted.of(item.value()) + " is listed twice.");
                twice = true;
            }
        }
        return twice
                ? Optional.empty()
                : Optional.of(new WarmStart.NamedRuns(
                        items.get().stream().map(ScalarType.Item::value).toList()));
    }
}
