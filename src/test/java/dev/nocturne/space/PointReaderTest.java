package dev.nocturne.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointReaderTest {
    private static final Condition RBF = new Condition(Map.of("kernel", List.of(new Value.Text("rbf"))));
    private static final Constraint SUM = new Constraint() {
        @Override
        public String text() {
            return "rate + layers < 9";
        }

        @Override
        public boolean holds(Map<String, Value> values) {
            return values.get("rate").number() + values.get("layers").number() < 9;
        }
    };
    private static final SearchSpace SPACE = new SearchSpace(
            List.of(
                    new CategoricalParameter("kernel", List.of("rbf", "linear", "")),
                    new ContinuousParameter("rate", 1e-5, 1, Scale.LOG),
                    new IntegerParameter("layers", 1, 9, 2, Scale.LINEAR, Condition.always()),
                    new DiscreteParameter("shift", List.of(0.1, -0.5), RBF)),
            List.of(SUM));
    private static final PointReader READER = new PointReader(SPACE);

    private static Map<String, String> written(String... changes) {
        var written = new HashMap<>(Map.of("kernel", "rbf", "rate", "0.5", "layers", "3", "shift", "0.1"));
        for (int i = 0; i < changes.length; i += 2) {
            written.put(changes[i], changes[i + 1]);
        }
        return written;
    }

    @Test
    void whatWasWrittenIsReadBackBitByBit() {
        var random = new SplittableRandom(3);
        for (int i = 0; i < 2000; i++) {
            Point point = SPACE.draw(random);
            var texts = new LinkedHashMap<String, String>();
            point.values().forEach((name, value) -> texts.put(name, value.text()));
            PointReader.Reading expected = SPACE.isFeasible(point)
                    ? new PointReader.Fits(point)
                    : new PointReader.Misfit("the constraint rate + layers < 9 is not kept");
            assertThat(READER.read(texts)).isEqualTo(expected);
        }
    }

    @Test
    void wholeNumbersMayBeWrittenAsOthersAre() {
        var point = ((PointReader.Fits) READER.read(written("layers", "3.0", "rate", "1"))).point();
        assertThat(point.value("layers")).isEqualTo(new Value.Whole(3));
        assertThat(point.value("rate")).isEqualTo(new Value.Real(1));
        assertThat(point.values().keySet()).containsExactly("kernel", "rate", "layers", "shift");
    }

    @Test
    void emptyTextIsNoValueUnlessItIsAChoice() {
        var point = ((PointReader.Fits) READER.read(written("kernel", "", "shift", ""))).point();
        assertThat(point.values().keySet()).containsExactly("kernel", "rate", "layers");
        assertThat(READER.read(written("shift", ""))).isEqualTo(new PointReader.Misfit("shift is missing"));
    }

    @ParameterizedTest
    @CsvSource({
        "kernel, poly, kernel is none of the choices",
        "rate, 0, rate is not in its range",
        "rate, 1e999, rate is not in its range",
        "rate, 1.0000000000000002, rate is not in its range",
        "rate, NaN, rate is not a number",
        "rate, 0x1p3, rate is not a number",
        "rate, 1d, rate is not a number",
        "rate, rbf, rate is not a number",
        "layers, 2, layers is not in its range",
        "layers, 3.5, layers is not in its range",
        "layers, 11, layers is not in its range",
        "layers, 1e999999999, layers is not in its range",
        "shift, 0.2, shift is none of the choices",
        "kernel, linear, shift has a value where it is not used",
        "layers, 9, the constraint rate + layers < 9 is not kept",
        "more, 1, more is not in the search space",
    })
    void otherValuesDoNotFit(String name, String text, String why) {
        assertThat(READER.read(written(name, text))).isEqualTo(new PointReader.Misfit(why));
    }

    @Test
    void longTextIsNoNumber() {
        assertThat(READER.read(written("rate", "0." + "1".repeat(1_000_000))))
                .isEqualTo(new PointReader.Misfit("rate is not a number"));
    }

    @Test
    void aValueThatIsNotThereDoesNotFit() {
        var written = written();
        written.remove("layers");
        assertThat(READER.read(written)).isEqualTo(new PointReader.Misfit("layers is missing"));
    }
}
