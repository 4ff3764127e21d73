package dev.nocturne.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTest {
    private final SplittableRandom random = new SplittableRandom(4);

    @Test
    void textOfARealNumberReadsBackAsTheSameNumber() {
        for (int i = 0; i < 200_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                assertThat(Double.parseDouble(new Value.Real(number).text())).isEqualTo(number);
            }
        }
    }

    @Test
    void textOfARealNumberIsTheShortest() {
        for (int i = 0; i < 20_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                var digits = new BigDecimal(new Value.Real(number).text()).stripTrailingZeros();
                var shorter = digits.round(new MathContext(Math.max(1, digits.precision() - 1)));
                assertThat(digits.precision() == 1 || shorter.doubleValue() != number)
                        .as("%s", digits)
                        .isTrue();
            }
        }
    }

    /** Among these are numbers that Double.toString writes longer before Java 19. */
    @ParameterizedTest
    @CsvSource({
        "2.0E-3, 0.002",
        "1.0E23, 1.0E23",
        "2.0E23, 2.0E23",
        "2.2E-322, 2.2E-322",
        "8.41E21, 8.41E21",
        "4.8726570057E288, 4.8726570057E288",
        "4.9E-324, 4.9E-324",
        "1.7976931348623157E308, 1.7976931348623157E308",
        "9007199254740992, 9.007199254740992E15",
        "0.001, 0.001",
        "0.0001, 1.0E-4",
        "9999999, 9999999.0",
        "10000000, 1.0E7",
        "-0.1, -0.1"
    })
    void textOfARealNumberIsTheSameOnEveryJavaVersion(double number, String text) {
        assertThat(new Value.Real(number).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 9007199254740992L, Long.MIN_VALUE, Long.MAX_VALUE})
    void textOfAWholeNumberHasNoPoint(long number) {
        var value = new Value.Whole(number);
        assertThat(value.text()).isEqualTo("" + number);
        assertThat(value.isNumber()).isTrue();
        assertThat(value.number()).isEqualTo((double) number);
    }

    @Test
    void negativeZeroIsZero() {
        assertThat(new Value.Real(-0.0)).isEqualTo(new Value.Real(0.0)).hasSameHashCodeAs(new Value.Real(0.0));
        assertThat(new Value.Real(-0.0).text()).isEqualTo("0.0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aRealNumberIsFinite(double number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Value.Real(number))
                .withMessage("A value must be a finite number, but is " + number + ".");
    }

    @Test
    void aChoiceIsNoNumberEvenIfItLooksLikeOne() {
        var choice = new Value.Text("1.5");
        assertThat(choice.isNumber()).isFalse();
        assertThatIllegalStateException().isThrownBy(choice::number).withMessage("'1.5' is a choice, not a number.");
    }

    @Test
    void valuesOfDifferentKindsDiffer() {
        assertThat(new Value.Whole(1)).isNotEqualTo(new Value.Real(1)).isNotEqualTo(new Value.Text("1"));
    }
}
