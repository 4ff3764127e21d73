package dev.nocturne.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.objective.HttpHeaders;
import dev.nocturne.objective.ObjectiveSettings;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.space.Scale;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordDifferenceTest {
    @Test
    void namesOnlyThePartsThatDifferInTheWordsOfAStudyFile() {
        assertThat(RecordDifference.between(
                        "search-space.x",
                        new ContinuousParameter("x", 0.1, 1),
                        new ContinuousParameter("x", 0.1, 2, Scale.LOG)))
                .containsExactly("search-space.x.max: was 1.0, is 2.0", "search-space.x.scale: was linear, is log");
    }

    @Test
    void namesTheTypesWhereTheseDiffer() {
        assertThat(RecordDifference.between(
                        "search-space.x", new ContinuousParameter("x", 0, 1), new IntegerParameter("x", 0, 1)))
                .containsExactly("search-space.x.type: was continuous, is integer");
        assertThat(RecordDifference.between(
                        "objective",
                        new ObjectiveSettings.Function("norm", Duration.ZERO),
                        new ObjectiveSettings.Command(List.of("a"), Optional.empty(), Map.of(), Path.of("/"))))
                .containsExactly("objective.type: was function, is command");
    }

    @Test
    void saysNothingOfEqualRecords() {
        assertThat(RecordDifference.between("x", new IntegerParameter("x", 0, 1), new IntegerParameter("x", 0, 1)))
                .isEmpty();
    }

    @Test
    void ofAnObjectiveOnlyTheLimitsMayDiffer() {
        assertThat(objectives(http("http://a/", 1, "x"), http("http://a/", 2, "x")))
                .isEmpty();
        assertThat(objectives(http("http://a/", 1, "x"), http("http://b/", 1, "x")))
                .containsExactly("objective.url: was http://a/, is http://b/");
        assertThat(objectives(http("http://a/", 1, "s3cr3t"), http("http://a/", 1, "s3cr4t")))
                .singleElement()
                .asString()
                .startsWith("objective.headers: was [X-Key]")
                .doesNotContain("s3cr");
        assertThat(objectives(plugin(Optional.empty()), plugin(Optional.of("a.B"))))
                .containsExactly("objective.class: was not set, is a.B");
        var norm = new ObjectiveSettings.Function("norm", Duration.ZERO);
        var timed = new ObjectiveSettings.Function("norm", Duration.ofSeconds(1), Optional.of(Duration.ofSeconds(9)));
        assertThat(objectives(norm, timed)).isEmpty();
        assertThat(timed.limit()).contains(Duration.ofSeconds(9));
    }

    private static List<String> objectives(ObjectiveSettings before, ObjectiveSettings after) {
        return RecordDifference.between("objective", before.withoutLimits(), after.withoutLimits());
    }

    private static ObjectiveSettings http(String url, int seconds, String key) {
        Duration limit = Duration.ofSeconds(seconds);
        return new ObjectiveSettings.Http(URI.create(url), limit, limit, new HttpHeaders(Map.of("X-Key", key)));
    }

    private static ObjectiveSettings plugin(Optional<String> type) {
        Optional<Duration> limit = type.map(name -> Duration.ofSeconds(1));
        return new ObjectiveSettings.Plugin(List.of(Path.of("a.jar")), Path.of("/"), type, Map.of(), limit);
    }
}
