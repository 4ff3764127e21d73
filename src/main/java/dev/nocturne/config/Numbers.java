package dev.nocturne.config;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Numbers as a study file writes them: in decimal, with or without an exponent. YAML 1.1's other readings of digits
 * (octal for {@code 010}, base 60 for {@code 1:30}, strings for {@code 1e-4}) never apply: what could be misread is
 * refused.
 */
final class Numbers {
    private static final String A_WHOLE_NUMBER = "a whole number";
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,9})?");
    private static final Pattern LEADING_ZERO = Pattern.compile("[-+]?0\\d.*");
    private static final Pattern GROUPED = Pattern.compile("[-+]?\\d[\\d_,' ]*(\\.\\d*)?([eE][-+]?\\d+)?");
    private static final Pattern OTHER_BASE = Pattern.compile("[-+]?0[xXoObB][0-9a-fA-F_]+");
    private static final Set<String> NOT_FINITE = Set.of("inf", "nan", "infinity");
    private static final int LONGEST = 100;
    private static final int LONGEST_WHOLE = 20;

    /** Any finite number; negative zero is zero. */
    static final ScalarType<Double> FINITE = new ScalarType<>("a number", Numbers::finite);

    /** Any finite number but a negative one. */
    static final ScalarType<Double> AT_LEAST_ZERO = new ScalarType<>(FINITE.expected(), scalar -> {
        double number = finite(scalar);
        if (number < 0) {
            throw new UnfitValueException("it must be at least 0, but is " + scalar.text() + ".");
        }
        return number;
    });

    private Numbers() {}

    /** A number above one bound and below another. */
    static ScalarType<Double> between(int low, int high) {
        return new ScalarType<>(FINITE.expected(), scalar -> {
            double number = finite(scalar);
            if (!(number > low && number < high)) {
                throw new UnfitValueException(
                        "it must be above " + low + " and below " + high + ", but is " + scalar.text() + ".");
            }
            return number;
        });
    }

    /** A whole number between bounds; {@code 10.0} and {@code 1e1} are whole. */
    static ScalarType<Long> whole(long min, long max) {
        return new ScalarType<>(A_WHOLE_NUMBER, scalar -> {
            BigDecimal number = decimal(scalar, A_WHOLE_NUMBER);
            String is = ", but is " + scalar.text() + ".";
            if (number.stripTrailingZeros().scale() > 0) {
                throw new UnfitValueException("it must be " + A_WHOLE_NUMBER + is);
            }
            boolean huge = number.precision() - number.scale() > LONGEST_WHOLE;
            if (huge ? number.signum() < 0 : number.compareTo(BigDecimal.valueOf(min)) < 0) {
                throw new UnfitValueException("it must be at least " + min + is);
            }
            if (huge ? number.signum() > 0 : number.compareTo(BigDecimal.valueOf(max)) > 0) {
                throw new UnfitValueException("it must be at most " + max + is);
            }
            return number.signum() == 0 ? 0 : number.longValueExact();
        });
    }

    /** A whole number between bounds. */
    static ScalarType<Integer> count(int min, int max) {
        ScalarType<Long> whole = whole(min, max);
        return new ScalarType<>(
                A_WHOLE_NUMBER, scalar -> Math.toIntExact(whole.reading().read(scalar)));
    }

    private static double finite(YamlNode.Scalar scalar) throws UnfitValueException {
        BigDecimal exact = decimal(scalar, "a number");
        double number = Double.parseDouble(scalar.text());
        if (Double.isInfinite(number)) {
            throw new UnfitValueException(
                    "the number " + scalar.text() + " is too large: the largest is about 1.8e308.");
        }
        if (number == 0 && exact.signum() != 0) {
            throw new UnfitValueException(
                    "the number " + scalar.text() + " is too close to zero: the smallest is about 4.9e-324.");
        }
        return number + 0.0;
    }

    private static BigDecimal decimal(YamlNode.Scalar scalar, String expected) throws UnfitValueException {
        String text = scalar.text();
        boolean isNumber = text.length() <= LONGEST && DECIMAL.matcher(text).matches();
        if (!scalar.plain()) {
            throw new UnfitValueException(expected + " is expected, but in quotes " + Quoted.of(text) + " is text"
                    + (isNumber ? ": remove the quotes." : "."));
        }
        if (LEADING_ZERO.matcher(text).matches()) {
            throw new UnfitValueException("write " + Quoted.of(text) + " without its leading zero; some programs would"
                    + " read it as an octal number.");
        }
        if (isNumber) {
            return new BigDecimal(text);
        }
        throw new UnfitValueException(complaint(text, expected));
    }

    private static String complaint(String text, String expected) {
        String word = text.toLowerCase(Locale.ROOT).replaceFirst("^[-+]?\\.?", "");
        if (NOT_FINITE.contains(word)) {
            return "a finite number is expected, but this is " + Quoted.of(text) + ".";
        }
        if (text.length() > LONGEST) {
            return expected + " is expected, but this has " + text.length() + " characters.";
        }
        if (OTHER_BASE.matcher(text).matches()) {
            return "write the number " + Quoted.of(text) + " in decimal digits.";
        }
        if (text.matches("[-+]?\\d+,\\d{1,2}")) {
            return "write the number with a point: " + text.replace(',', '.') + ".";
        }
        if (GROUPED.matcher(text).matches()) {
            return "write the number as " + text.replaceAll("[_,' ]", "") + ", without '_', ',' or blanks in it.";
        }
        return expected + " is expected, but this is " + Quoted.of(text) + ".";
    }
}
