package dev.nocturne.sink;

import dev.nocturne.sink.file.FileSink;
import dev.nocturne.sink.mlflow.MlflowSink;
import dev.nocturne.sink.prometheus.PrometheusSink;
import dev.nocturne.sink.webhook.WebhookSink;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.NearestName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the settings of sinks, and says everything at once that is wrong with them. */
public final class SinkReader {
    private static final String PREFIX = "nocturne.sinks.";
    private static final List<String> TYPES = List.of("webhook", "file", "prometheus", "mlflow");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
    private static final Pattern TOKEN = Pattern.compile("[!-~]+");
    private static final Duration LEAST_TIMEOUT = Duration.ofMillis(100);
    private static final Duration MOST_TIMEOUT = Duration.ofMinutes(5);

    private final InstantSource clock;
    private final List<String> problems = new ArrayList<>();
    private final Map<Path, String> files = new HashMap<>();

    private SinkReader(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * The sinks that the settings name.
     *
     * @param settings those of all sinks together, each one or more values
     * @param sinks those of each, by its name
     * @throws InvalidStudyException if they cannot be as they are
     */
    public static SinkPlan read(
            Map<String, List<String>> settings, Map<String, Map<String, List<String>>> sinks, InstantSource clock) {
        return new SinkReader(clock).plan(settings, sinks);
    }

    private SinkPlan plan(Map<String, List<String>> settings, Map<String, Map<String, List<String>>> sinks) {
        var common = new SinkOptions(PREFIX, settings, problems);
        Duration drain = common.duration("drain", Duration.ofSeconds(10), Duration.ZERO, Duration.ofHours(1));
        Duration keep = common.duration("keep", Duration.ofDays(7), Duration.ofMinutes(1), Duration.ofDays(3650));
        common.refuseOthers();
        var configured = new ArrayList<ConfiguredSink>();
        new TreeMap<>(sinks).forEach((name, options) -> sink(name, options).ifPresent(configured::add));
        if (!problems.isEmpty()) {
            throw new InvalidStudyException("nocturne.sinks", String.join("\n", problems));
        }
        return new SinkPlan(configured, drain, keep);
    }

    private Optional<ConfiguredSink> sink(String name, Map<String, List<String>> values) {
        if (!NAME.matcher(name).matches()) {
            problems.add(PREFIX + name + " is not a name for a sink; use letters, digits, - and _, at most 100.");
            return Optional.empty();
        }
        var options = new SinkOptions(PREFIX + name + ".", values, problems);
        Optional<String> type = options.text("type", true, "webhook");
        if (type.isEmpty()) {
            return Optional.empty();
        }
        int before = problems.size();
        Optional<ConfiguredSink> sink = switch (type.get()) {
            case "webhook" -> webhook(name, options);
            case "file" -> file(name, options);
            case "prometheus" -> prometheus(name, options);
            case "mlflow" -> mlflow(name, options);
            default -> {
                options.problem(
                        "type",
                        "is " + type.get() + ", but can only be one of "
                                + String.join(", ", TYPES)
                                + NearestName.of(type.get(), TYPES)
                                        .map(near -> "; did you mean " + near + "?")
                                        .orElse("."));
                yield Optional.empty();
            }
        };
        if (TYPES.contains(type.get())) {
            options.refuseOthers();
        }
        return problems.size() == before ? sink : Optional.empty();
    }

    private Optional<ConfiguredSink> webhook(String name, SinkOptions options) {
        Optional<URI> url = options.url();
        Optional<String> secret = options.text("secret", false, "\"${HOOK_SECRET}\"");
        Duration timeout = timeout(options);
        EventFilter events = options.events();
        return url.map(
                where -> new ConfiguredSink(name, "webhook", events, new WebhookSink(where, timeout, secret, clock)));
    }

    private Optional<ConfiguredSink> file(String name, SinkOptions options) {
        Optional<Path> path = alone(name, options, options.file("data/events.jsonl", true));
        EventFilter events = options.events();
        return path.map(where -> new ConfiguredSink(name, "file", events, new FileSink(where)));
    }

    private Optional<ConfiguredSink> prometheus(String name, SinkOptions options) {
        Optional<Path> path =
                alone(name, options, options.file("/var/lib/node_exporter/textfile/nocturne.prom", false));
        path.filter(where -> !where.toString().endsWith(".prom"))
                .ifPresent(where -> options.problem(
                        "path", "is " + where + ", but the node exporter reads only what ends in .prom; rename it."));
        return path.map(where -> new ConfiguredSink(name, "prometheus", EventFilter.NONE, new PrometheusSink(where)));
    }

    private Optional<ConfiguredSink> mlflow(String name, SinkOptions options) {
        Optional<URI> url = options.url();
        url.filter(where -> where.getRawQuery() != null)
                .ifPresent(
                        where -> options.problem("url", "has a part behind ?, which MLflow's has not; take it out."));
        String experiment = options.text("experiment", false, "\"{study}\"").orElse("{study}");
        Optional<String> token = options.text("token", false, "\"${MLFLOW_TOKEN}\"");
        token.filter(secret -> !TOKEN.matcher(secret).matches())
                .ifPresent(secret -> options.problem(
                        "token", "holds a blank, a line break or another character that a header cannot hold."));
        Duration timeout = timeout(options);
        return url.map(where -> new ConfiguredSink(
                name, "mlflow", MlflowSink.EVENTS, new MlflowSink(where, experiment, token, timeout)));
    }

    private static Duration timeout(SinkOptions options) {
        return options.duration("timeout", Duration.ofSeconds(10), LEAST_TIMEOUT, MOST_TIMEOUT);
    }

    /** Two that write to one file would write into each other's lines. */
    private Optional<Path> alone(String name, SinkOptions options, Optional<Path> path) {
        return path.filter(where -> {
            String other = files.putIfAbsent(where, name);
            if (other != null) {
                options.problem("path", "is the file of " + PREFIX + other + " too; give each its own.");
            }
            return other == null;
        });
    }
}
