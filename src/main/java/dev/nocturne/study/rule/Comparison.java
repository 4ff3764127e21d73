package dev.nocturne.study.rule;

import dev.nocturne.study.NearestName;
import dev.nocturne.study.rule.RuleException.Fault;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** Compares two numbers, or two words; refuses what would compare one with the other. */
final class Comparison {
    private static final Set<String> EQUALITY = Set.of("==", "!=");

    private Comparison() {}

    /** The comparison of two terms, each with the token at which it begins. */
    static Term.Truth of(RuleToken operator, RuleToken first, Term left, RuleToken second, Term right) throws Fault {
        String symbol = operator.text();
        if (left instanceof Term.Word a && right instanceof Term.Word b && EQUALITY.contains(symbol)) {
            requireChoice(a, b, second);
            requireChoice(b, a, first);
            boolean wanted = symbol.equals("==");
            return new Term.Truth(values -> a.of().apply(values).equals(b.of().apply(values)) == wanted);
        }
        if (left instanceof Term.Number a && right instanceof Term.Number b) {
            IntPredicate test = test(symbol);
            return new Term.Truth(values -> test.test(a.of().apply(values).compareTo(b.of().apply(values))));
        }
        throw new Fault(
                operator.offset(),
                "'" + symbol + "' cannot compare " + left.described() + " with " + right.described()
                        + ": numbers have an order, words are only equal or not, such as kernel == 'rbf'.");
    }

    private static IntPredicate test(String symbol) {
        return switch (symbol) {
            case "<" -> order -> order < 0;
            case "<=" -> order -> order <= 0;
            case ">" -> order -> order > 0;
            case ">=" -> order -> order >= 0;
            case "!=" -> order -> order != 0;
            default -> order -> order == 0;
        };
    }

    /** A word in quotes must be one that the parameter can have: a slip of the pen would refuse everything. */
    private static void requireChoice(Term.Word asked, Term.Word written, RuleToken at) throws Fault {
        if (asked.parameter().isPresent() && written.parameter().isEmpty()) {
            List<String> choices = asked.parameter().get().choices();
            if (!choices.contains(written.written())) {
                throw new Fault(
                        at.offset(),
                        "'" + asked.written() + "' is never '" + written.written() + "'"
                                + NearestName.of(written.written(), choices)
                                        .map(choice -> ". Did you mean " + choice + "?")
                                        .orElse(", only one of its choices."));
            }
        }
    }
}
