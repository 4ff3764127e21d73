package dev.nocturne.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.study.InvalidStudyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinkReaderTest {
    private static SinkPlan read(Map<String, Map<String, List<String>>> sinks) {
        return SinkReader.read(Map.of(), sinks, Clock.systemUTC());
    }

    private static Map<String, List<String>> options(String... pairs) {
        Map<String, List<String>> options = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            options.put(pairs[i], List.of(pairs[i + 1]));
        }
        return options;
    }

    @Test
    void allTypesAtOnce(@TempDir Path folder) {
        SinkPlan plan = SinkReader.read(
                options("drain", "2m", "keep", "1d"),
                Map.of(
                        "hook",
                        Map.of(
                                "type", List.of("webhook"),
                                "url", List.of("https://example.com/x?y=z"),
                                "events", List.of("TUNING_FINISHED", "CHAMPION_PROMOTED, TRIAL_FAILED")),
                        "hook-2",
                        options("type", "webhook", "url", "http://localhost:8080", "timeout", "500ms"),
                        "journal",
                        options(
                                "type",
                                "file",
                                "path",
                                folder.resolve("a/b/events.jsonl").toString()),
                        "node",
                        options(
                                "type",
                                "prometheus",
                                "path",
                                folder.resolve("n.prom").toString()),
                        "tracking",
                        options("type", "mlflow", "url", "http://mlflow:5000/", "token", "abc")),
                Clock.systemUTC());
        assertThat(plan.drain()).isEqualTo(Duration.ofMinutes(2));
        assertThat(plan.keep()).isEqualTo(Duration.ofDays(1));
        assertThat(plan.takesEvents()).isTrue();
        assertThat(plan.sinks())
                .extracting(sink -> sink.name() + " " + sink.type() + " " + sink.takesEvents())
                .containsExactly(
                        "hook webhook true",
                        "hook-2 webhook true",
                        "journal file true",
                        "node prometheus false",
                        "tracking mlflow true");
        EventFilter filter = plan.sinks().get(0).events();
        assertThat(filter.wants("CHAMPION_PROMOTED")).isTrue();
        assertThat(filter.wants("TRIAL_STARTED")).isFalse();
        assertThat(plan.sinks().get(1).events().wants("TRIAL_STARTED")).isTrue();
    }

    @Test
    void withoutSinksNothingIsSent() {
        SinkPlan plan = read(Map.of());
        assertThat(plan.takesEvents()).isFalse();
        assertThat(plan.drain()).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            url | | a.url is missing
            url | nowhere | a.url is not a URL
            url | ftp://host/ | a.url is not a URL
            url | https:///path | a.url is not a URL
            url | https://ho st/ | a.url is not a URL
            url | https://user:geheim@host/ | a.url holds a user or a password
            url | https://host/#geheim | a.url has a part behind #
            secret | ${GEHEIM} | names ${GEHEIM}, which is not set
            secret | '' | a.secret is empty
            timeout | 10 | a.timeout has to be a duration from 100ms to 300s
            timeout | 1h | a.timeout has to be a duration
            events | TUNING_FINISHD | did you mean TUNING_FINISHED?
            events | nothing-like-it-at-all | there are CHAMPION_PROMOTED
            sekret | x | a.sekret is not a setting; did you mean secret?
            type | webhooks | did you mean webhook?
            type | | a.type is missing
            """)
    void whatIsWrongIsSaidWithItsProperty(String key, String value, String expected) {
        Map<String, List<String>> options = options("type", "webhook", "url", "https://host/");
        if (value == null) {
            options.remove(key);
        } else {
            options.put(key, List.of(value));
        }
        assertThatThrownBy(() -> read(Map.of("a", options)))
                .isInstanceOf(InvalidStudyException.class)
                .hasMessageStartingWith("nocturne.sinks.a.")
                .hasMessageContaining(expected)
                .message()
                .doesNotContain("geheim");
    }

    @Test
    void filesThatCannotBeWritten(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        Map<String, Map<String, List<String>>> sinks = Map.of(
                "a", options("type", "file", "path", folder.toString()),
                "b", options("type", "file", "path", file.resolve("below").toString()),
                "c",
                        options(
                                "type",
                                "prometheus",
                                "path",
                                folder.resolve("no/n.prom").toString()),
                "d",
                        options(
                                "type",
                                "prometheus",
                                "path",
                                folder.resolve("n.txt").toString()),
                "e", options("type", "file", "path", folder.resolve("same").toString()),
                "f", options("type", "file", "path", folder.resolve("x/../same").toString()),
                "g h", options("type", "file"));
        assertThatThrownBy(() -> read(sinks))
                .hasMessageContaining("nocturne.sinks.a.path is " + folder + ", which is a folder")
                .hasMessageContaining("nocturne.sinks.b.path is ")
                .hasMessageContaining("nocturne.sinks.c.path is ")
                .hasMessageContaining("nocturne.sinks.d.path is ")
                .hasMessageContaining("nocturne.sinks.f.path is the file of nocturne.sinks.e too")
                .hasMessageContaining("nocturne.sinks.g h is not a name for a sink")
                .satisfies(failure -> assertThat(failure.getMessage().lines()).hasSize(6));
    }
}
