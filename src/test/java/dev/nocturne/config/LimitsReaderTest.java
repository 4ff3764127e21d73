package dev.nocturne.config;

import static dev.nocturne.config.StudyFixtures.parse;
import static dev.nocturne.config.StudyFixtures.problemsOf;
import static dev.nocturne.config.StudyFixtures.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.study.FailureLimit;
import dev.nocturne.study.Limits;
import dev.nocturne.study.Patience;
import dev.nocturne.study.PrunerSettings;
import dev.nocturne.study.Window;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a study file says of when a run has enough, and of which trials are hopeless. */
class LimitsReaderTest {
    @Test
    void readsEveryLimit() {
        Limits limits = limits(
                "max-trials: 500",
                "max-failures: 20%",
                "max-duration: 8h",
                "stop-at: 0.95",
                "patience: {trials: 30, min-improvement: 0.001}",
                "from: \"22:00\"",
                "until: \"06:00\"",
                "time-zone: Europe/Berlin",
                "grace: 5m",
                "carry-over: true");
        assertThat(limits)
                .isEqualTo(new Limits(
                        OptionalInt.of(500),
                        Optional.of(new FailureLimit.Share(0.2)),
                        Optional.of(Duration.ofHours(8)),
                        OptionalDouble.of(0.95),
                        Optional.of(new Patience(30, 0.001)),
                        Optional.of(new Window(
                                Optional.of(LocalTime.of(22, 0)),
                                LocalTime.of(6, 0),
                                ZoneId.of("Europe/Berlin"),
                                true)),
                        Duration.ofMinutes(5)));
    }

    @Test
    void ofAWindowOnlyItsEndNeedsToBeSaid() {
        assertThat(limits("until: 06:00").window())
                .contains(new Window(Optional.empty(), LocalTime.of(6, 0), ZoneId.systemDefault(), false));
    }

    @ParameterizedTest
    @CsvSource({"06:00, 06:00", "6:00, 06:00", "\"06:00\", 06:00", "24:00, 00:00", "00:00, 00:00", "'23:59', 23:59"})
    void readsTimesInQuotesOrNot(String written, LocalTime until) {
        assertThat(limits("until: " + written).window().orElseThrow().until()).isEqualTo(until);
    }

    @ParameterizedTest
    @ValueSource(strings = {"25:00", "24:01", "6", "6:0", "06:00:00", "-6:00", "6.00", "06:60", "1e1:00", "٠٦:٠٠"})
    void refusesWhatIsNoTime(String written) {
        assertThat(problemsOf(with("until: " + written)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.key()).isEqualTo("until"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "Z", "+02:00", "-03:30", "UTC", "Etc/GMT+5", "CET"})
    void readsTimeZones(String zone) {
        assertThat(limits("until: 06:00", "time-zone: " + zone)
                        .window()
                        .orElseThrow()
                        .zone())
                .isEqualTo(ZoneId.of(zone));
    }

    @ParameterizedTest
    @ValueSource(strings = {"europe/berlin", "+2", "+02:60", "-19:00", "Mars/Phobos", "../etc/localtime", "\"\""})
    void refusesWhatIsNoTimeZone(String zone) {
        assertThat(problemsOf(with("until: 06:00", "time-zone: " + zone)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.key()).isEqualTo("time-zone"));
    }

    @Test
    void failFastAllowsNoFailure() {
        assertThat(limits("fail-fast: true").mostFailures(100)).hasValue(0);
        assertThat(limits("fail-fast: false").mostFailures(100)).isEmpty();
        assertThat(limits("fail-fast: false", "max-failures: 3").mostFailures(100))
                .hasValue(3);
    }

    /** In binary arithmetic some of these would come to one less. */
    @Test
    void aShareComesToWhatItSays() {
        for (int percent = 0; percent <= 100; percent++) {
            assertThat(limits("max-failures: " + percent + "%").mostFailures(100))
                    .hasValue(percent);
            assertThat(limits("max-failures: " + percent + (percent == 100 ? "%" : ".5%"))
                            .mostFailures(1000))
                    .hasValue(percent == 100 ? 1000 : 10 * percent + 5);
        }
        assertThat(limits("max-failures: 20%").mostFailures(4)).hasValue(0);
    }

    @Test
    void patienceMayBeANumberAlone() {
        assertThat(limits("patience: 30").patience()).contains(new Patience(30, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "median | 50 | 5 | 0 | 1",
                "{type: median} | 50 | 5 | 0 | 1",
                "{type: median, startup-trials: 1, warmup-steps: 10, interval-steps: 3} | 50 | 1 | 10 | 3",
                "{type: percentile, percentile: 12.5} | 12.5 | 5 | 0 | 1"
            })
    void readsPercentilePruners(String written, double percentile, int startup, long warmup, long interval) {
        assertThat(pruner(written)).isEqualTo(new PrunerSettings.Percentile(percentile, startup, warmup, interval));
    }

    @Test
    void readsTheOtherPruners() {
        assertThat(pruner("{type: patient, steps: 7}")).isEqualTo(new PrunerSettings.Patient(7, 0));
        assertThat(pruner("{type: patient, steps: 7, min-improvement: 0.5}"))
                .isEqualTo(new PrunerSettings.Patient(7, 0.5));
        assertThat(pruner("{type: threshold, upper: 3}"))
                .isEqualTo(new PrunerSettings.Threshold(OptionalDouble.empty(), OptionalDouble.of(3), 0));
        assertThat(pruner("{type: threshold, lower: -1, upper: 3, warmup-steps: 2}"))
                .isEqualTo(new PrunerSettings.Threshold(OptionalDouble.of(-1), OptionalDouble.of(3), 2));
    }

    private static Limits limits(String... lines) {
        return parse(with(lines)).study().limits();
    }

    private static PrunerSettings pruner(String written) {
        return parse(StudyFixtures.EXAMPLE + "pruner: " + written + "\n")
                .study()
                .pruner();
    }
}
