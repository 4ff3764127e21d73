package dev.nocturne.config;

import dev.nocturne.space.Constraint;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.study.rule.Rule;
import dev.nocturne.study.rule.RuleException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the rules that the values of every trial keep. */
final class ConstraintReader {
    private static final int MOST_CONSTRAINTS = 1000;
    private static final String EXAMPLE = "[\"warmup < epochs\", \"lr * batch <= 10\"]";

    private final Problems problems;

    ConstraintReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * The space with its rules, without those that were reported.
     *
     * @param space without rules; if a parameter of it was reported, rules are not checked
     */
    SearchSpace read(Keys keys, SearchSpace space) {
        Optional<Place> place = keys.find("constraints");
        if (place.isEmpty() || !problems.noneIn("search-space")) {
            return space;
        }
        List<Constraint> constraints = new ArrayList<>();
        Words.TEXT.readList(place.get(), EXAMPLE, problems).ifPresent(items -> {
            if (items.size() > MOST_CONSTRAINTS) {
                problems.add(place.get(), "a study has at most 1,000 constraints, but this has " + items.size() + ".");
                return;
            }
            items.forEach(item -> read(item, space).ifPresent(constraints::add));
        });
        return new SearchSpace(space.parameters(), constraints);
    }

    private Optional<Constraint> read(ScalarType.Item<String> item, SearchSpace space) {
        try {
            return Optional.of(Rule.parse(item.value(), space.parameters()));
        } catch (RuleException e) {
            YamlNode.Scalar written = (YamlNode.Scalar) item.place().node();
            problems.add(written.positionOf(e.offset()), item.place().path(), Quoted.escape(e.complaint()));
            return Optional.empty();
        }
    }
}
