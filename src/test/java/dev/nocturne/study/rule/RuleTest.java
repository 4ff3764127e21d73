package dev.nocturne.study.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values of every test: {@link #VALUES}. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RuleTest {
    private static final List<Parameter> PARAMETERS = List.of(
            new ContinuousParameter("learning-rate", 0, 1),
            new ContinuousParameter("x", 0, 1),
            new ContinuousParameter("y", 0, 1),
            new IntegerParameter("n", 0, 100),
            new IntegerParameter("max", 0, 100),
            new IntegerParameter("n-1", 0, 100),
            new IntegerParameter("layer.1 size", 0, 100),
            new IntegerParameter("größe", 0, 100),
            new IntegerParameter("and", 0, 100),
            new CategoricalParameter("kernel", List.of("rbf", "linear", "it's")),
            new CategoricalParameter("other", List.of("rbf", "poly")));

    private static final Map<String, Value> VALUES = Map.ofEntries(
            Map.entry("learning-rate", new Value.Real(0.3)),
            Map.entry("x", new Value.Real(0.1)),
            Map.entry("y", new Value.Real(0.2)),
            Map.entry("n", new Value.Whole(7)),
            Map.entry("max", new Value.Whole(9)),
            Map.entry("n-1", new Value.Whole(50)),
            Map.entry("layer.1 size", new Value.Whole(3)),
            Map.entry("größe", new Value.Whole(4)),
            Map.entry("and", new Value.Whole(5)),
            Map.entry("kernel", new Value.Text("rbf")),
            Map.entry("other", new Value.Text("rbf")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x + y == learning-rate",
                "x + y = 0.3",
                "learning-rate<=.3",
                "learning-rate-x==0.2",
                "learning-rate - 1 < 0",
                "learning-rate-1<0",
                "n * 2 ^ 3 == 56",
                "-n ^ 2 == -49",
                "n - -1 == 8",
                "n - 1 - 1 == 5 and n / 7 * 2 == 2 and 2 ^ 2 ^ 3 == 256",
                "2 ^ -1 == 0.5 and n > 0",
                "n ^ 0.5 > 2.6457 and n ^ 0.5 < 2.6458",
                "n % 4 == 3",
                "n / 3 == 2.333333333333333",
                "not n == 8",
                "not (n == 8 or n == 9)",
                "n == 8 or n == 7 and x < 1",
                "n != 8 && !(x > 1) || y > 5",
                "max(x, y, n) == 7",
                "min(n) == 7",
                "max == 9",
                "max(max, n) == 9",
                "abs(x - n) == 6.9",
                "sqrt(n + 2) == 3",
                "log(exp(n)) == 7",
                "log10(n + 93) == 2",
                "floor(n / 2) == 3 and ceil(n / 2) == 4 and round(n / 2) == 4",
                "floor(-n / 2) == -4 and floor(-1e-300 * n) == -1 and ceil(n * 1e-300) == 1",
                "`n-1` == 50",
                "n - 1 == 6",
                "`layer.1 size` == 3",
                "größe == 4",
                "`and` == 5",
                "kernel == \"rbf\"",
                "kernel == 'rbf' and kernel != \"linear\"",
                "kernel != 'it\\'s'",
                "kernel == other",
                "  n\t==\n7 ",
                "n == 7e0 and n < 1e308 * 1e308",
                "n == 0 or 1 / n < 1",
                "n != 0 and 1 / n < 1",
            })
    void holds(String rule) {
        assertThat(Rule.parse(rule, PARAMETERS).holds(VALUES)).isTrue();
        String opposite = "not (" + rule + ")";
        assertThat(Rule.parse(opposite, PARAMETERS).holds(VALUES)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 / (n - 7) > 0",
                "not 1 / (n - 7) > 0",
                "log(n - 7) < 1",
                "sqrt(x - y) < 1",
                "exp(n * 1000) > 1",
                "n % 0 == 0",
                "((n ^ 1000) ^ 1000) ^ 1000 ^ 1000 > 1",
                "(0 * n) ^ -1 > 0",
            })
    void whatCannotBeEvaluatedIsNotKept(String rule) {
        Rule parsed = Rule.parse(rule, PARAMETERS);
        assertThat(parsed.holds(VALUES)).isFalse();
        assertThat(parsed.obstacle(VALUES)).isPresent();
    }

    @Test
    void aRuleThatSpeaksOfAnInactiveParameterHolds() {
        var rule = Rule.parse("x > 1 or n > 100", PARAMETERS);
        assertThat(rule.holds(VALUES)).isFalse();
        assertThat(rule.holds(Map.of("x", new Value.Real(0.5)))).isTrue();
        assertThat(rule.obstacle(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "lerning-rate < 1 | 0 | there is no parameter 'lerning-rate', only learning-rate, x, y, n, max, n-1, layer.1"
                        + " size, größe, and, kernel, other. Did you mean learning-rate?",
                "x < 1 and z < 1 | 10 | there is no parameter 'z', only ",
                "X < 1 | 0 | there is no parameter 'X', only ",
                "mox(x, y) < 1 | 0 | there is no function 'mox', only min, max, abs, sqrt, exp, log, log10, floor, ceil,"
                        + " round. Did you mean max?",
                "n-1 < 3 | 0 | 'n-1' could be the parameter, or a difference: write `n-1` in backquotes, or n - 1 with blanks.",
                "x + 1 | 0 | a rule must be true or false: compare two things",
                "kernel | 0 | a rule must be true or false",
                "1 < 2 | 0 | it speaks of no parameter",
                "0 < x < 1 | 6 | write a chain as two comparisons, such as 1 < x and x < 3.",
                "kernel < 3 | 7 | '<' cannot compare a word with a number",
                "kernel < 'rbf' | 7 | '<' cannot compare a word with a word",
                "kernel == 1 | 7 | '==' cannot compare a word with a number",
                "kernel == 'rfb' | 10 | 'kernel' is never 'rfb'. Did you mean rbf?",
                "'zzzzzz' != kernel | 0 | 'kernel' is never 'zzzzzz', only one of its choices.",
                "kernel + 1 == 'rbf1' | 0 | a number is expected here, but this is a word.",
                "x and y | 0 | a comparison is expected here, but this is a number.",
                "not x < 1 and kernel | 14 | a comparison is expected here, but this is a word.",
                "x < | 3 | the rule ends where a number, a word or a parameter is expected.",
                "(x < 1 | 0 | this parenthesis is not closed.",
                "x < 1) | 5 | ')' stands where the rule should end, or go on with an operator.",
                "x y < 1 | 2 | 'y' stands where the rule should end",
                "2x < 1 | 0 | a number such as 10, 0.5 or 1e-3 is expected here; to multiply, write 2 * x.",
                "x < 1e9999 | 4 | a number such as",
                "x < 1.2.3 | 4 | a number such as",
                "kernel == 'rbf | 10 | this quote is not closed.",
                "`x < 1 | 0 | this backquote is not closed",
                "x < 1; y < 1 | 5 | ';' has no meaning in a rule.",
                "x ? y | 2 | '?' has no meaning in a rule.",
                "x[0] < 1 | 1 | '[' has no meaning in a rule.",
                "x < 😀 | 4 | '😀' has no meaning in a rule.",
                "sqrt(x, y) < 1 | 0 | sqrt takes one number, not 2.",
                "max() < x | 0 | max takes one number or more, not 0.",
                "java.lang.Runtime < x | 0 | there is no parameter 'java.lang.Runtime'",
                "x * / y < 1 | 4 | '/' stands where a number, a word or a parameter is expected.",
                "max(x y) < 1 | 6 | 'y' stands where an operator or a closing parenthesis is expected.",
                "(x < 1) == (y < 1) | 8 | '==' cannot compare true or false with true or false",
                "x == not y | 5 | '!' stands where a number",
                "PI < x | 0 | there is no parameter 'PI'",
                "true or x < 1 | 0 | there is no parameter 'true'",
            })
    void refuses(String rule, int offset, String complaint) {
        RuleException refused = catchThrowableOfType(RuleException.class, () -> Rule.parse(rule, PARAMETERS));
        assertThat(refused).as(rule).isNotNull();
        assertThat(refused.complaint()).startsWith(complaint);
        assertThat(refused.offset()).as(refused.complaint()).isEqualTo(offset);
        assertThat(refused.getMessage()).contains(rule, "character " + (offset + 1), refused.complaint());
    }

    @Test
    void refusesWhatIsEmptyOrLong() {
        for (String rule :
                List.of("", "  ", "x < 1" + " ".repeat(1000), "(".repeat(500) + "x < 1", "-".repeat(500) + "x < 1")) {
            assertThat(catchThrowableOfType(RuleException.class, () -> Rule.parse(rule, PARAMETERS)))
                    .as("'%s'", rule)
                    .isNotNull();
        }
    }

    @Test
    void noRuleTakesLongOrBreaksTheProgram() {
        for (String rule : List.of(
                "9^9^9^9^9^n > 1",
                "n^999^999^999 > 1",
                "floor(n^1000^1000 * 0.5) > 1",
                "floor((n / 10) ^ 1000 ^ 1000) > 1",
                "ceil(1 / (n^1000)^1000) == 1",
                "(n^1000)^1000 % 3 == 1",
                "((n^1000)^1000)^100 + 1 > 0.1",
                "round(1e300^1000 + n) > 1",
                "-".repeat(90) + "n < 1",
                "(".repeat(90) + "n" + ")".repeat(90) + " < 1",
                "not ".repeat(90) + "n < 1")) {
            Rule.parse(rule, PARAMETERS).holds(VALUES);
        }
    }

    /** Rubbish is refused with a complaint about a place in it, or read; nothing else happens. */
    @Test
    void rubbishIsRefusedOrRead() {
        var random = new SplittableRandom(5);
        String[] pieces = {
            "x", "n-1", "kernel", "'rbf'", "1", "2.5", "(", ")", ",", "+", "-", "*", "/", "^", "<", "<=", "==", "!",
            "!=", "and", "or", "not", "max", "sqrt(", " ", " ", "`", "\"", "&&", "|", "é", ".", "\\", "[", "]", "\u4e00"
        };
        for (int i = 0; i < 50_000; i++) {
            var rule = new StringBuilder();
            for (int length = 1 + random.nextInt(9); length > 0; length--) {
                rule.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                Rule.parse(rule.toString(), PARAMETERS).holds(VALUES);
            } catch (RuleException refused) {
                assertThat(refused.offset()).as("%s", rule).isBetween(0, rule.length());
            }
        }
    }

    /** Sums and products of decimals are what a person computes; compared with doubles of few digits. */
    @Test
    void comparesAsAPersonWould() {
        var random = new SplittableRandom(3);
        Rule sum = Rule.parse("x + y <= learning-rate", PARAMETERS);
        for (int i = 0; i < 1000; i++) {
            int a = random.nextInt(1000);
            int b = random.nextInt(1000);
            int c = a + b + random.nextInt(3) - 1;
            Map<String, Value> values = new HashMap<>();
            values.put("x", new Value.Real(a / 1000.0));
            values.put("y", new Value.Real(b / 1000.0));
            values.put("learning-rate", new Value.Real(c / 1000.0));
            assertThat(sum.holds(values)).as("%d + %d <= %d", a, b, c).isEqualTo(a + b <= c);
        }
    }

    @Test
    void knowsItsTextAndItsParameters() {
        Rule rule = Rule.parse("n - x < max(n, 3)", PARAMETERS);
        assertThat(rule.text()).isEqualTo("n - x < max(n, 3)");
        assertThat(rule.parameters()).containsExactly("n", "x");
        assertThat(rule).isEqualTo(Rule.parse(rule.text(), PARAMETERS)).hasToString(rule.text());
        assertThat(rule)
                .isNotEqualTo(Rule.parse("n - x < max(n, 4)", PARAMETERS))
                .hasSameHashCodeAs(rule.text());
    }
}
