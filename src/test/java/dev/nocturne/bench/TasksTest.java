package dev.nocturne.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nocturne.space.Point;
import dev.nocturne.space.Value;
import dev.nocturne.study.TrialRandom;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TasksTest {
    private static final int POINTS = 2_000;

    static List<SyntheticTask> own() throws IOException {
        return TaskFile.own();
    }

    @ParameterizedTest
    @MethodSource("own")
    void ownTasksHaveTheOptimumThatTheirFileTells(SyntheticTask task) {
        assertThat(task.space().contains(task.argmin())).isTrue();
        assertThat(task.value(task.argmin())).isCloseTo(task.optimum(), within(1e-9));
        assertThat(task.regret(task.argmin())).isLessThan(1e-9);
        for (int i = 0; i < POINTS; i++) {
            Point point = task.space().draw(new TrialRandom(1, i));
            assertThat(task.value(point)).isGreaterThanOrEqualTo(task.optimum());
        }
    }

    @ParameterizedTest
    @MethodSource("own")
    void halfOfRandomPointsAreWorseThanTheTypicalOne(SyntheticTask task) {
        assertThat(TaskCalibration.median(task)).isCloseTo(task.typical(), within(1e-9 * Math.abs(task.typical())));
    }

    @ParameterizedTest
    @MethodSource("own")
    void aShiftMovesTheOptimumAndKeepsItsValue(SyntheticTask task) {
        var places = new LinkedHashMap<Point, Boolean>();
        for (int seed = 0; seed < 20; seed++) {
            var shifted = new ShiftedTask(task, seed);
            Point argmin = shifted.argmin();
            places.put(argmin, true);
            assertThat(task.space().contains(argmin)).isTrue();
            assertThat(shifted.value(argmin)).isCloseTo(task.optimum(), within(1e-6));
            for (int i = 0; i < POINTS / 20; i++) {
                Point point = task.space().draw(new TrialRandom(seed, i));
                assertThat(task.space().contains(shifted.original(point))).isTrue();
                assertThat(shifted.value(point)).isGreaterThanOrEqualTo(task.optimum());
            }
        }
        assertThat(places).hasSizeGreaterThan(15);
    }

    @ParameterizedTest
    @CsvSource({
        "branin, 0.39788735772973816, 3.141592653589793 2.275",
        "hartmann3, -3.86278, 0.114614 0.555649 0.852547",
        "hartmann6, -3.32237, 0.20169 0.150011 0.476874 0.275332 0.311652 0.6573",
        "rosenbrock5, 0, 1 1 1 1 1",
        "ackley10, 0, 0 0 0 0 0 0 0 0 0 0",
        "levy4, 0, 1 1 1 1",
        "styblinski_tang5, -195.8308285188571, -2.903534 -2.903534 -2.903534 -2.903534 -2.903534",
        "griewank2, 0, 0 0",
        "dixon_price2, 0, 1 0.7071067811865476",
        "michalewicz2, -1.8013034, 2.202906 1.570796",
        "schwefel2, 0, 420.968746 420.968746",
        "powell4, 0, 0 0 0 0",
        "shekel4, -10.5364, 4 4 4 4",
    })
    void formulasHaveTheOptimaOfTheLiterature(String name, double optimum, String argmin) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (String number : argmin.split(" ")) {
            values.put("x" + values.size(), new Value.Real(Double.parseDouble(number)));
        }
        assertThat(TaskFormulas.named(name).at(new Point(values))).isCloseTo(optimum, within(1e-3));
    }

    @Test
    void theMixedTaskIsZeroWhereAllItsTermsAre() {
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("lr", new Value.Real(1e-3));
        values.put("reg", new Value.Real(1e-3));
        values.put("depth", new Value.Whole(6));
        values.put("width", new Value.Whole(256));
        values.put("act", new Value.Text("gelu"));
        values.put("opt", new Value.Text("adam"));
        values.put("drop", new Value.Real(0.35));
        var mixed = TaskFormulas.named("mixed7");
        assertThat(mixed.at(new Point(values))).isCloseTo(0, within(1e-12));

        values.put("act", new Value.Text("tanh"));
        values.put("opt", new Value.Text("sgd"));
        assertThat(mixed.at(new Point(values))).isCloseTo(0.25 + 0.5 * (1 - Math.exp(-4)), within(1e-12));
    }

    @Test
    void aTaskWithoutAFormulaIsRefused() {
        assertThatThrownBy(() -> TaskFormulas.named("unheard_of3")).hasMessageContaining("unheard_of3");
    }

    @Test
    void aTableIsReadWithTheLastParameterFastest(@TempDir Path folder) throws Exception {
        Path tables = Files.createDirectory(folder.resolve("tables"));
        try (var out =
                new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(tables.resolve("small.bin.gz"))))) {
            for (int number : new int[] {2, 2, 6, 3, -2}) {
                out.writeInt(number);
            }
            for (int row = 0; row < 6; row++) {
                out.writeDouble(row == 3 ? -4 : row);
                out.writeDouble(row + 1);
            }
        }
        Task table = TaskFile.tasks(folder.toString()).get(0);
        Point best = point(1, "1");

        assertThat(table.name()).isEqualTo("small");
        assertThat(table.space().contains(best)).isTrue();
        assertThat(table.value(best)).isEqualTo(0);
        assertThat(table.value(point(2, "0"))).isEqualTo(4.5);
        assertThat(List.of(table.observe(best, 8), table.observe(best, 9))).containsExactly(-4.0, 4.0);
        assertThat(table.typical()).isEqualTo(2);
        assertThat(table.regret(best)).isZero();
        assertThat(table.regret(point(0, "1"))).isEqualTo(0.75);
        assertThat(table.regret(point(2, "1"))).isEqualTo(1);
    }

    private static Point point(long ordinal, String choice) {
        var values = new LinkedHashMap<String, Value>();
        values.put("p0", new Value.Whole(ordinal));
        values.put("p1", new Value.Text(choice));
        return new Point(values);
    }
}
