package dev.nocturne.study.rule;

import dev.nocturne.space.Value;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * What a rule can compute: decimal numbers of sixteen digits, the same on every machine. Where there is no result, or one
 * too large to go on with, there is an ArithmeticException. No number of a rule makes any of it take long.
 */
final class Arithmetic {
    private static final Map<String, UnaryOperator<BigDecimal>> OF_ONE = new LinkedHashMap<>();

    /** By name, what they make of two numbers. */
    private static final Map<String, BinaryOperator<BigDecimal>> OF_MANY = new LinkedHashMap<>();

    /** All functions, by name: how many numbers one takes, in words. */
    static final Map<String, String> FUNCTIONS = new LinkedHashMap<>();

    private static final MathContext DIGITS = MathContext.DECIMAL64;
    private static final BigDecimal LARGEST_EXPONENT = BigDecimal.valueOf(1000);

    static {
        OF_MANY.put("min", BigDecimal::min);
        OF_MANY.put("max", BigDecimal::max);
        OF_ONE.put("abs", BigDecimal::abs);
        OF_ONE.put("sqrt", number -> real(number, StrictMath::sqrt));
        OF_ONE.put("exp", number -> real(number, StrictMath::exp));
        OF_ONE.put("log", number -> real(number, StrictMath::log));
        OF_ONE.put("log10", number -> real(number, StrictMath::log10));
        OF_ONE.put("floor", number -> whole(number, RoundingMode.FLOOR));
        OF_ONE.put("ceil", number -> whole(number, RoundingMode.CEILING));
        OF_ONE.put("round", number -> whole(number, RoundingMode.HALF_UP));
        OF_MANY.keySet().forEach(name -> FUNCTIONS.put(name, "one number or more"));
        OF_ONE.keySet().forEach(name -> FUNCTIONS.put(name, "one number"));
    }

    private Arithmetic() {}

    /** The number that a value's text says. */
    static BigDecimal decimal(Value value) {
        if (value instanceof Value.Whole whole) {
            return BigDecimal.valueOf(whole.value());
        }
        double number = value.number();
        boolean small = Math.abs(number) < 1e15;
        return small && number == Math.rint(number) ? BigDecimal.valueOf((long) number) : new BigDecimal(value.text());
    }

    /** A function of these numbers; empty if it takes another number of them. */
    static Optional<Term.Number> call(String function, List<Term.Number> numbers) {
        var ofMany = OF_MANY.get(function);
        if (numbers.isEmpty() || ofMany == null && numbers.size() > 1) {
            return Optional.empty();
        }
        var first = numbers.get(0).of();
        if (ofMany == null) {
            return Optional.of(new Term.Number(first.andThen(OF_ONE.get(function))));
        }
        List<Term.Number> others = List.copyOf(numbers.subList(1, numbers.size()));
        return Optional.of(new Term.Number(values -> {
            BigDecimal result = first.apply(values);
            for (Term.Number other : others) {
                result = ofMany.apply(result, other.of().apply(values));
            }
            return result;
        }));
    }

    /** What an operator makes of two numbers. */
    static BigDecimal combine(String operator, BigDecimal a, BigDecimal b) {
        return switch (operator) {
            case "+" -> a.add(b, DIGITS);
            case "-" -> a.subtract(b, DIGITS);
            case "*" -> a.multiply(b, DIGITS);
            case "/" -> a.divide(b, DIGITS);
            case "%" -> a.remainder(b, DIGITS);
            case "^" -> power(a, b);
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private static BigDecimal power(BigDecimal base, BigDecimal exponent) {
        boolean small = exponent.abs().compareTo(LARGEST_EXPONENT) <= 0;
        if (small && whole(exponent, RoundingMode.FLOOR).compareTo(exponent) == 0) {
            return base.pow(exponent.intValue(), DIGITS);
        }
        double power = exponent.doubleValue();
        return real(base, number -> StrictMath.pow(number, power));
    }

    private static BigDecimal real(BigDecimal number, DoubleUnaryOperator function) {
        double result = function.applyAsDouble(number.doubleValue());
        if (!Double.isFinite(result)) {
            throw new ArithmeticException("no number");
        }
        return decimal(new Value.Real(result));
    }

    /** Never writes out the zeros of a number with a huge exponent. */
    private static BigDecimal whole(BigDecimal number, RoundingMode mode) {
        if (number.scale() <= 0) {
            return number;
        }
        boolean isBelowATenth = (long) number.precision() - number.scale() < 0;
        return isBelowATenth ? BigDecimal.valueOf(number.signum(), 2).setScale(0, mode) : number.setScale(0, mode);
    }
}
