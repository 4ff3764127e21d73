package dev.nocturne.study.rule;

import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.Value;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** A part of a rule, compiled: a function of the values of the parameters, all of which must be there. Immutable. */
sealed interface Term {
    /** A number; an ArithmeticException where there is none. */
    record Number(Function<Map<String, Value>, BigDecimal> of) implements Term {}

    /** A word: a categorical parameter's, or one in quotes. */
    record Word(Function<Map<String, Value>, String> of, Optional<CategoricalParameter> parameter, String written)
            implements Term {}

    /** True or false. */
    record Truth(Predicate<Map<String, Value>> of) implements Term {}

    /** What it is, with its article. */
    default String described() {
        return this instanceof Number ? "a number" : this instanceof Word ? "a word" : "true or false";
    }
}
