package dev.nocturne.config;

import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the parameters that may vary. */
final class SpaceReader {
    private static final int MOST_PARAMETERS = 1000;

    /** Of the million characters of a column; events have some beside the parameters. */
    private static final long MOST_RECORDED = 990_000;

    private static final int LONGEST_NUMBER = 25;

    /** Quotes of both, a colon and a comma. */
    private static final int BESIDE_A_VALUE = 6;

    private static final String EXAMPLE = "learning-rate: {type: continuous, min: 0.001, max: 0.1}";

    private final Problems problems;
    private final String ifEmpty;

    /**
     * A reader of search spaces.
     *
     * @param ifEmpty how the sentence about a space without values begins; possibly empty
     */
    SpaceReader(Problems problems, String ifEmpty) {
        this.problems = problems;
        this.ifEmpty = ifEmpty;
    }

    /** The search space, without the parameters that were reported. */
    SearchSpace read(Keys keys) {
        Optional<Place> place =
                keys.require("search-space", ifEmpty + "list the parameters below search-space:, such as " + EXAMPLE);
        return place.map(this::read).orElse(new SearchSpace(List.of()));
    }

    private SearchSpace read(Place place) {
        List<Parameter> parameters = new ArrayList<>();
        if (!(place.node() instanceof YamlNode.Mapping mapping)) {
            problems.add(
                    place,
                    "parameters with their ranges are expected, but this is "
                            + place.node().described() + ": write each on a line of its own, such as " + EXAMPLE + ".");
        } else if (mapping.entries().isEmpty() && mapping.complete()) {
            problems.add(
                    place, ifEmpty + "the search space has no parameter: list at least one, such as " + EXAMPLE + ".");
        } else if (mapping.entries().size() > MOST_PARAMETERS) {
            problems.add(
                    place,
                    "a search space has at most 1,000 parameters, but this has "
                            + mapping.entries().size() + ".");
        } else {
            readAll(place, mapping, parameters);
            long longest = parameters.stream().mapToLong(SpaceReader::longest).sum();
            if (longest > MOST_RECORDED) {
                problems.add(
                        place,
                        String.format(
                                Locale.ROOT,
                                "the parameters of a trial are recorded together, in at most %,d characters, but with the"
                                        + " longest choices these can take %,d: let choices be names of files that hold"
                                        + " the texts.",
                                MOST_RECORDED,
                                longest));
            }
        }
        return new SearchSpace(parameters);
    }

    /** How many characters a parameter can take in JSON, which writes quotes as two and control characters as six. */
    private static long longest(Parameter parameter) {
        long value = parameter instanceof CategoricalParameter words
                ? words.choices().stream().mapToLong(SpaceReader::inJson).max().orElse(0)
                : LONGEST_NUMBER;
        return inJson(parameter.name()) + value + BESIDE_A_VALUE;
    }

    private static long inJson(String text) {
        return text.chars()
                .mapToLong(c -> c < ' ' ? 6 : c == '"' || c == '\\' ? 2 : 1)
                .sum();
    }

    private void readAll(Place place, YamlNode.Mapping mapping, List<Parameter> parameters) {
        Set<String> all = new LinkedHashSet<>();
        mapping.entries().forEach(entry -> all.add(entry.key().text()));
        ConditionReader conditions = new ConditionReader(problems, all);
        RangeReader ranges = new RangeReader(problems, ifEmpty);
        for (YamlNode.Entry entry : mapping.entries()) {
            String name = entry.key().text();
            Place range = place.entry(entry, name);
            checkName(entry.key(), range);
            Optional<Parameter> parameter = ranges.read(name, range, conditions);
            conditions.declare(name, parameter);
            parameter.ifPresent(parameters::add);
        }
    }

    private void checkName(YamlNode.Scalar key, Place range) {
        Words.NAME.read(
                new Place(new YamlNode.Scalar(key.position(), key.text(), false), key.position(), range.path()),
                problems);
    }
}
