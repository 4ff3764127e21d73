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
        return new SearchSpace(space.parameters(), rules(place.get(), space));
    }

    private List<Constraint> rules(Place place, SearchSpace space) {
        List<Constraint> rules = new ArrayList<>();
        if (!(place.node() instanceof YamlNode.Sequence list)) {
            problems.add(
                    place,
                    "a list is expected, but this is " + place.node().described() + ": write it as " + EXAMPLE + ".");
        } else if (list.items().size() > MOST_CONSTRAINTS) {
            problems.add(
                    place,
                    "a study has at most 1,000 constraints, but this has "
                            + list.items().size() + ".");
        } else {
            for (int i = 0; i < list.items().size(); i++) {
                Place item = place.item(i, list.items().get(i));
                Words.TEXT
                        .read(item, problems)
                        .flatMap(text -> rule(text, item, space))
                        .ifPresent(rules::add);
            }
        }
        return rules;
    }

    private Optional<Constraint> rule(String text, Place place, SearchSpace space) {
        try {
            return Optional.of(Rule.parse(text, space.parameters()));
        } catch (RuleException e) {
            YamlNode.Scalar written = (YamlNode.Scalar) place.node();
            problems.add(written.positionOf(e.offset()), place.path(), Quoted.escape(e.complaint()));
            return Optional.empty();
        }
    }
}
