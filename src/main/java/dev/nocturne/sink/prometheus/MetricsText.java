package dev.nocturne.sink.prometheus;

import dev.nocturne.sink.SinkState;
import dev.nocturne.sink.Snapshot;
import dev.nocturne.sink.Snapshot.StudyState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where things stand, in Prometheus' text format. No run key is a label: there would be a new time series every night. */
final class MetricsText {
    /** All of them, also where there is none: an alert on a series that is not there is silent. */
    private static final List<String> TRIAL_STATES = List.of("COMPLETED", "FAILED", "INTERRUPTED", "PRUNED", "RUNNING");

    private static final List<String> STATUSES = List.of("ABANDONED", "COMPLETED", "FAILED", "RUNNING", "STOPPED");

    private final StringBuilder text = new StringBuilder();

    private MetricsText() {}

    static String of(Snapshot snapshot) {
        var metrics = new MetricsText();
        metrics.studies(snapshot.studies());
        metrics.sinks(snapshot.sinks());
        return metrics.text.toString();
    }

    private void studies(List<StudyState> studies) {
        if (studies.isEmpty()) {
            return;
        }
        head("nocturne_run_status", "Whether the latest run of the study has this status; a killed run stays RUNNING.");
        for (StudyState study : studies) {
            for (String status : STATUSES) {
                sample(
                        "nocturne_run_status",
                        study,
                        "status",
                        status,
                        study.status().equals(status) ? 1 : 0);
            }
        }
        head("nocturne_trials", "Trials of the latest run of the study that are in this state.");
        for (StudyState study : studies) {
            for (String state : TRIAL_STATES) {
                long trials = study.trials().getOrDefault(state, 0L);
                sample("nocturne_trials", study, "state", state, trials);
            }
        }
        each("nocturne_best_objective", "Best objective of the latest run.", studies, StudyState::bestObjective);
        each(
                "nocturne_last_success_timestamp_seconds",
                "When a run of the study was last completed.",
                studies,
                study -> seconds(study.lastSuccess()));
        each(
                "nocturne_run_seconds",
                "How long the latest run has worked, pauses between its starts left out.",
                studies,
                study -> study.active().toMillis() / 1000.0);
        each(
                "nocturne_champion_objective",
                "What the study's champion was promoted with.",
                studies,
                StudyState::championObjective);
    }

    private void sinks(List<SinkState> sinks) {
        eachSink("nocturne_sink_pending_events", "Events that the sink has not had yet.", sinks, sink ->
                (double) sink.pending());
        eachSink("nocturne_sink_failures", "Failed deliveries in a row; 0 if the latest succeeded.", sinks, sink ->
                (double) sink.failures());
        eachSink(
                "nocturne_sink_last_success_timestamp_seconds",
                "When something was last delivered.",
                sinks,
                sink -> seconds(sink.lastSuccessAt()));
    }

    private static @Nullable Double seconds(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli() / 1000.0;
    }

    private void each(
            String name, String help, List<StudyState> studies, Function<StudyState, @Nullable Double> value) {
        boolean first = true;
        for (StudyState study : studies) {
            Double found = value.apply(study);
            if (found != null) {
                if (first) {
                    head(name, help);
                }
                first = false;
                line(name, "study=\"" + escaped(study.study()) + "\"", found);
            }
        }
    }

    private void eachSink(
            String name, String help, List<SinkState> sinks, Function<SinkState, @Nullable Double> value) {
        boolean first = true;
        for (SinkState sink : sinks) {
            Double found = value.apply(sink);
            if (found != null) {
                if (first) {
                    head(name, help);
                }
                first = false;
                line(name, "sink=\"" + escaped(sink.sink()) + "\",type=\"" + escaped(sink.type()) + "\"", found);
            }
        }
    }

    private void head(String name, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
    }

    private void sample(String name, StudyState study, String label, String value, double sample) {
        line(name, "study=\"" + escaped(study.study()) + "\"," + label + "=\"" + escaped(value) + "\"", sample);
    }

    private void line(String name, String labels, double value) {
        text.append(name)
                .append('{')
                .append(labels)
                .append("} ")
                .append(number(value))
                .append('\n');
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        boolean plain = value == 0 || Math.abs(value) >= 1e-6 && Math.abs(value) < 1e15;
        return plain ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString() : Double.toString(value);
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
