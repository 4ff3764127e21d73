package dev.nocturne.config;

import dev.nocturne.objective.ObjectiveSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what is said of a class from a jar. */
final class PluginReader {
    static final List<String> KEYS = List.of("jar", "class", "options", "timeout", "retries");

    private static final String EXAMPLE = "[plugins/mine.jar, plugins/library.jar]";

    private final Problems problems;
    private final Path baseDirectory;

    PluginReader(Problems problems, Path baseDirectory) {
        this.problems = problems;
        this.baseDirectory = baseDirectory;
    }

    /** The settings; empty after a report. */
    Optional<ObjectiveSettings> read(Keys keys) {
        Optional<String> className = keys.read("class", Words.NOT_BLANK);
        Map<String, String> options = keys.find("options")
                .map(place -> TextsReader.read(place, problems))
                .orElse(Map.of());
        Optional<Duration> timeout = keys.read("timeout", Durations.ABOVE_ZERO);
        return keys.require("jar", "write jar: and the path of a jar, or a list of them")
                .flatMap(this::jars)
                .map(jars -> new ObjectiveSettings.Plugin(jars, baseDirectory, className, options, timeout));
    }

    private Optional<List<Path>> jars(Place place) {
        if (!(place.node() instanceof YamlNode.Sequence)) {
            return Paths.AS_WRITTEN.read(place, problems).map(List::of);
        }
        Optional<List<Path>> jars = Paths.AS_WRITTEN
                .readList(place, EXAMPLE, problems)
                .map(items -> items.stream().map(ScalarType.Item::value).toList());
        if (jars.filter(List::isEmpty).isPresent()) {
            problems.add(place, "the list is empty: write the paths of jars, such as " + EXAMPLE + ".");
            return Optional.empty();
        }
        return jars;
    }
}
