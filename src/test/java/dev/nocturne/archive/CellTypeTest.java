package dev.nocturne.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellTypeTest {
    @ParameterizedTest
    @ValueSource(
            doubles = {
                0.0,
                -0.0,
                0.1,
                1.0 / 3,
                Double.MIN_VALUE,
                -4.9406564584124654E-320,
                Double.MIN_NORMAL,
                Double.MAX_VALUE,
                2.2250738585072011e-308,
                2e23,
                9007199254740993.0,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.NaN
            })
    void aDoubleComesBackToItsLastBit(double number) {
        Object read = CellType.REAL.value(CellType.REAL.text(number));
        assertThat(Double.doubleToRawLongBits((Double) read)).isEqualTo(Double.doubleToRawLongBits(number));
    }

    @Test
    void aTimeIsToTheMicrosecondInUtc() {
        Instant time = Instant.parse("2026-11-23T04:05:06.000120Z");
        assertThat(CellType.TIME.text(time)).isEqualTo("2026-11-23T04:05:06.000120Z");
        assertThat(CellType.TIME.value("2026-11-23T04:05:06.000120Z")).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "REAL, 1",
        "REAL, 1f",
        "REAL, 0x1p3",
        "REAL, abc",
        "INTEGER, 01",
        "INTEGER, 1.0",
        "INTEGER, 9223372036854775808",
        "TRUTH, yes",
        "TRUTH, TRUE",
        "TIME, 2026-11-23",
        "TIME, 2026-11-23T04:05:06Z",
        "TIME, 2026-13-23T04:05:06.000000Z"
    })
    void aTextThatIsNotOursIsRefused(CellType type, String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> type.value(text));
    }

    @Test
    void aTextWithTheCharacterZeroIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> CellType.TEXT.value("a\0b"));
    }
}
