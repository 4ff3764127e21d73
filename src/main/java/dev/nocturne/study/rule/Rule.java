package dev.nocturne.study.rule;

import dev.nocturne.space.Constraint;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.Value;
import dev.nocturne.study.rule.RuleException.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A constraint as a study file writes it, such as {@code learning-rate * batch <= 10}. Numbers are decimal, with sixteen
 * digits: 0.1 + 0.2 is 0.3. Immutable and thread-safe; two rules of the same text are equal.
 *
 * <p>A rule that cannot be evaluated at a point, because it divides by zero there or takes a logarithm of nothing, is not
 * kept. {@code and} and {@code or} do not look at their right side once the left one decides.
 */
public final class Rule implements Constraint {
    /** How many characters a rule has at most. */
    public static final int LONGEST = 1000;

    private final String text;
    private final String[] names;
    private final Term.Truth truth;

    private Rule(String text, List<String> names, Term.Truth truth) {
        this.text = text;
        this.names = names.toArray(String[]::new);
        this.truth = truth;
    }

    /**
     * Reads a rule.
     *
     * @param parameters of which it may speak
     * @throws RuleException if it is none
     */
    public static Rule parse(String text, List<Parameter> parameters) {
        try {
            if (text.length() > LONGEST) {
                throw new Fault(0, "a rule has at most 1,000 characters, but this has " + text.length() + ".");
            }
            var parser = new RuleParser(text, parameters);
            Term.Truth truth = parser.rule();
            if (parser.named().isEmpty()) {
                throw new Fault(0, "it speaks of no parameter, so that it allows everything or nothing.");
            }
            return new Rule(text, List.copyOf(parser.named()), truth);
        } catch (Fault fault) {
            throw new RuleException(text, fault);
        }
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public List<String> parameters() {
        return List.of(names);
    }

    @Override
    public boolean holds(Map<String, Value> values) {
        for (String name : names) {
            if (!values.containsKey(name)) {
                return true;
            }
        }
        try {
            return truth.of().test(values);
        } catch (ArithmeticException cannotBeEvaluated) {
            return false;
        }
    }

    @Override
    public Optional<String> obstacle(Map<String, Value> values) {
        try {
            if (values.keySet().containsAll(List.of(names))) {
                truth.of().test(values);
            }
            return Optional.empty();
        } catch (ArithmeticException cannotBeEvaluated) {
            return Optional.of("it divides by zero, or a result is no number");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rule rule && rule.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
