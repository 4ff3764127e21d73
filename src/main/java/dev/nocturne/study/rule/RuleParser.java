package dev.nocturne.study.rule;

import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.Parameter;
import dev.nocturne.study.rule.RuleException.Fault;
import dev.nocturne.study.rule.RuleToken.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a rule by recursive descent, from what binds least to what binds most: {@code or}, {@code and}, {@code not}, a
 * comparison, sums, products, signs, powers. Not thread-safe.
 */
final class RuleParser {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Set<String> SUMS = Set.of("+", "-");
    private static final Set<String> PRODUCTS = Set.of("*", "/", "%");
    private static final int DEEPEST = 100;

    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Set<String> named = new LinkedHashSet<>();
    private final TokenReader tokens;
    private int depth;

    RuleParser(String rule, List<Parameter> parameters) throws Fault {
        parameters.forEach(parameter -> this.parameters.put(parameter.name(), parameter));
        this.tokens = new TokenReader(RuleTokenizer.tokens(rule, this.parameters.keySet()));
    }

    /** The rule; an or, an and or a comparison. */
    Term.Truth rule() throws Fault {
        RuleToken first = tokens.peek();
        if (first.kind() == Kind.END) {
            throw first.fault("the rule is empty: write a comparison, such as lr * batch <= 10.");
        }
        Term term = either();
        if (tokens.peek().kind() != Kind.END) {
            throw tokens.peek()
                    .fault(tokens.peek().described() + " where the rule should end, or go on with an operator.");
        }
        if (!(term instanceof Term.Truth truth)) {
            throw first.fault("a rule must be true or false: compare two things, such as lr * batch <= 10.");
        }
        return truth;
    }

    /** The parameters of which it spoke. */
    Set<String> named() {
        return named;
    }

    private Term either() throws Fault {
        RuleToken first = tokens.peek();
        Term left = both();
        while (tokens.peek().is("||")) {
            var one = truth(left, first);
            RuleToken second = tokens.afterOperator();
            left = new Term.Truth(one.of().or(truth(both(), second).of()));
        }
        return left;
    }

    private Term both() throws Fault {
        RuleToken first = tokens.peek();
        Term left = negation();
        while (tokens.peek().is("&&")) {
            var one = truth(left, first);
            RuleToken second = tokens.afterOperator();
            left = new Term.Truth(one.of().and(truth(negation(), second).of()));
        }
        return left;
    }

    private Term negation() throws Fault {
        if (!tokens.peek().is("!")) {
            return comparison();
        }
        RuleToken operand = tokens.afterOperator();
        return new Term.Truth(truth(deeper(this::negation), operand).of().negate());
    }

    private Term comparison() throws Fault {
        RuleToken first = tokens.peek();
        Term left = sum();
        RuleToken operator = tokens.peek();
        if (operator.kind() != Kind.SYMBOL || !COMPARISONS.contains(operator.text())) {
            return left;
        }
        RuleToken second = tokens.afterOperator();
        Term right = sum();
        if (tokens.peek().kind() == Kind.SYMBOL
                && COMPARISONS.contains(tokens.peek().text())) {
            throw tokens.peek().fault("write a chain as two comparisons, such as 1 < x and x < 3.");
        }
        return Comparison.of(operator, first, left, second, right);
    }

    private Term sum() throws Fault {
        return chain(SUMS, this::product);
    }

    private Term product() throws Fault {
        return chain(PRODUCTS, this::signed);
    }

    /** Operators of the same rank, from left to right. */
    private Term chain(Set<String> operators, Part part) throws Fault {
        RuleToken first = tokens.peek();
        Term left = part.read();
        while (tokens.peek().kind() == Kind.SYMBOL
                && operators.contains(tokens.peek().text())) {
            var a = number(left, first);
            String operator = tokens.peek().text();
            RuleToken second = tokens.afterOperator();
            var b = number(part.read(), second);
            left = combined(operator, a, b);
        }
        return left;
    }

    private static Term.Number combined(String operator, Term.Number a, Term.Number b) {
        return new Term.Number(values -> Arithmetic.combine(operator, a.of().apply(values), b.of().apply(values)));
    }

    private Term signed() throws Fault {
        RuleToken sign = tokens.peek();
        if (sign.kind() != Kind.SYMBOL || !SUMS.contains(sign.text())) {
            return power();
        }
        RuleToken operand = tokens.afterOperator();
        var number = number(deeper(this::signed), operand);
        return sign.is("+")
                ? number
                : new Term.Number(values -> number.of().apply(values).negate());
    }

    private Term power() throws Fault {
        RuleToken first = tokens.peek();
        Term base = primary();
        if (!tokens.peek().is("^")) {
            return base;
        }
        var a = number(base, first);
        RuleToken second = tokens.afterOperator();
        return combined("^", a, number(deeper(this::signed), second));
    }

    private Term primary() throws Fault {
        RuleToken token = tokens.take();
        return switch (token.kind()) {
            case NUMBER -> {
                var number = new BigDecimal(token.text());
                yield new Term.Number(values -> number);
            }
            case WORD -> new Term.Word(values -> token.text(), Optional.empty(), token.text());
            case NAME -> parameter(token.text());
            case FUNCTION -> function(token);
            default -> {
                if (!token.is("(")) {
                    throw token.fault(token.described() + " where a number, a word or a parameter is expected.");
                }
                Term inside = deeper(this::either);
                tokens.close(token);
                yield inside;
            }
        };
    }

    private Term parameter(String name) {
        named.add(name);
        return parameters.get(name) instanceof CategoricalParameter categorical
                ? new Term.Word(values -> values.get(name).text(), Optional.of(categorical), name)
                : new Term.Number(values -> Arithmetic.decimal(values.get(name)));
    }

    private Term function(RuleToken function) throws Fault {
        RuleToken opening = tokens.peek();
        List<Term.Number> numbers = new ArrayList<>();
        RuleToken argument = tokens.afterOperator();
        while (!tokens.peek().is(")") || !numbers.isEmpty()) {
            numbers.add(number(deeper(this::either), argument));
            if (!tokens.peek().is(",")) {
                break;
            }
            argument = tokens.afterOperator();
        }
        tokens.close(opening);
        return Arithmetic.call(function.text(), numbers)
                .orElseThrow(() -> function.fault(function.text() + " takes "
                        + Arithmetic.FUNCTIONS.get(function.text()) + ", not " + numbers.size() + "."));
    }

    /** A part of the rule inside of another. */
    @FunctionalInterface
    private interface Part {
        Term read() throws Fault;
    }

    private Term deeper(Part part) throws Fault {
        if (++depth > DEEPEST) {
            throw tokens.peek().fault("the rule is nested more than " + DEEPEST + " levels deep.");
        }
        Term term = part.read();
        depth--;
        return term;
    }

    private static Term.Number number(Term term, RuleToken at) throws Fault {
        if (term instanceof Term.Number number) {
            return number;
        }
        throw at.fault("a number is expected here, but this is " + term.described() + ".");
    }

    private static Term.Truth truth(Term term, RuleToken at) throws Fault {
        if (term instanceof Term.Truth truth) {
            return truth;
        }
        throw at.fault("a comparison is expected here, but this is " + term.described() + ".");
    }
}
