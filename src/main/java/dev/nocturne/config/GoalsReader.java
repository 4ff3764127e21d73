package dev.nocturne.config;

import dev.nocturne.study.Direction;
import dev.nocturne.study.Goal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what is wanted of the objective, or of each of several. */
final class GoalsReader {
    /** The keys of an item of {@code objectives}. */
    static final List<String> KEYS = List.of("name", "direction");

    private static final int LEAST = 2;
    private static final int MOST = 8;
    private static final String EXAMPLE = "[{name: accuracy, direction: maximize}, {name: seconds}]";

    private final Problems problems;

    GoalsReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * The goals of the study; a single one after a report.
     *
     * @param parameters names that an objective must not have, as tables have a column for each
     */
    List<Goal> read(Keys study, List<String> parameters) {
        Optional<Direction> direction = direction(study);
        Optional<Place> several = study.find("objectives");
        if (several.isPresent() && study.find("direction").isPresent()) {
            Place written = study.find("direction").get();
            problems.add(
                    written.key(), written.path(), "each of the objectives has a direction of its own: take this out.");
        }
        return several.flatMap(place -> list(place, parameters))
                .orElseGet(() -> List.of(Goal.only(direction.orElse(Direction.MINIMIZE))));
    }

    private static Optional<Direction> direction(Keys keys) {
        return keys.read("direction", Words.oneOf("direction", List.of("minimize", "maximize")))
                .map(word -> word.equals("maximize") ? Direction.MAXIMIZE : Direction.MINIMIZE);
    }

    private Optional<List<Goal>> list(Place place, List<String> parameters) {
        if (!(place.node() instanceof YamlNode.Sequence list)) {
            problems.add(
                    place,
                    "a list is expected, but this is " + place.node().described() + ": write it as " + EXAMPLE
                            + ", or write objective: for what is evaluated.");
            return Optional.empty();
        }
        int count = list.items().size();
        if (count < LEAST || count > MOST) {
            problems.add(
                    place,
                    "a study has " + LEAST + " to " + MOST + " objectives in a list, but this has " + count
                            + (count == 1 ? ": for a single one write direction: minimize or maximize." : "."));
            return Optional.empty();
        }
        var goals = new ArrayList<Goal>();
        Map<String, Position> first = new HashMap<>();
        for (int i = 0; i < count; i++) {
            goal(place.item(i, list.items().get(i)), first, parameters).ifPresent(goals::add);
        }
        return goals.size() == count ? Optional.of(goals) : Optional.empty();
    }

    private Optional<Goal> goal(Place item, Map<String, Position> first, List<String> parameters) {
        if (item.node() instanceof YamlNode.Broken) {
            return Optional.empty();
        }
        if (!(item.node() instanceof YamlNode.Mapping mapping)) {
            problems.add(
                    item,
                    "an objective is expected, but this is " + item.node().described()
                            + ": write it as {name: accuracy, direction: maximize}.");
            return Optional.empty();
        }
        Keys keys = new Keys(item, mapping, KEYS, Map.of(), problems);
        Direction direction = direction(keys).orElse(Direction.MINIMIZE);
        Optional<String> name = keys.require("name", Words.NAME);
        return name.filter(written -> isFree(written, keys.find("name").orElseThrow(), first, parameters))
                .map(written -> new Goal(written, direction));
    }

    private boolean isFree(String name, Place place, Map<String, Position> first, List<String> parameters) {
        Position earlier = first.putIfAbsent(name, place.node().position());
        if (earlier != null) {
            problems.add(
                    place,
                    "the objective " + Quoted.of(name) + " is already on line " + earlier.line() + ", column "
                            + earlier.column() + ": give this one another name.");
            return false;
        }
        if (parameters.contains(name)) {
            problems.add(
                    place,
                    "a parameter is called " + Quoted.of(name)
                            + " as well, so that tables could not tell them apart: give one of them another name.");
            return false;
        }
        return true;
    }
}
