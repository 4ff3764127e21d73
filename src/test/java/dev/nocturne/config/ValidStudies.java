package dev.nocturne.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Texts that must be accepted: the example, the reference's examples, the studies that are shipped, and odd ones. */
final class ValidStudies {
    static final Path REFERENCE = Path.of("docs/study-file.md");
    private static final Path SHIPPED = Path.of("config/studies");
    private static final Pattern YAML_BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private static final List<String> ODD = List.of(
            "{study: flow, search-space: {x: {type: integer, min: 1, max: 1}}, objective: {type: function, name: norm}}",
            "%YAML 1.2\n---\nstudy: directive\nsearch-space: {x: {type: discrete, choices: [1]}}\n"
                    + "objective: {type: function, name: norm}\n...\n",
            StudyFixtures.EXAMPLE.replace("\n", "\r\n"),
            StudyFixtures.with("max-failures: 12.5%", "fail-fast: false", "patience: 30", "stop-at: -1e-3"),
            StudyFixtures.with(
                    "max-failures: \"100%\"", "max-duration: 8h", "patience: {trials: 1e2, min-improvement: 0}"),
            StudyFixtures.with("until: 06:00", "time-zone: +02:00", "grace: 0s", "carry-over: True"),
            StudyFixtures.with("from: '22:00'", "until: 6:05", "time-zone: Z", "carry-over: false"),
            StudyFixtures.with("until: 24:00", "time-zone: America/Argentina/Buenos_Aires"),
            StudyFixtures.EXAMPLE + "pruner: median\n",
            StudyFixtures.EXAMPLE + "pruner: {type: median, warmup-steps: 10}\n",
            StudyFixtures.EXAMPLE
                    + "pruner: {type: percentile, percentile: 12.5, startup-trials: 1, interval-steps: 5}\n",
            StudyFixtures.EXAMPLE + "pruner: {type: threshold, lower: -1, upper: 1e9, warmup-steps: 3}\n",
            StudyFixtures.EXAMPLE + "pruner: {type: patient, steps: 5, min-improvement: 0.001}\n",
            StudyFixtures.with("max-trials: 1e3", "seed: -9223372036854775808", "workers: 4.0", "lag: +7"),
            StudyFixtures.withSpace(
                    "a: &a {type: continuous, min: 1e-4, max: 1.5E+2}",
                    "b: *a",
                    "c: {type: integer, min: 1, max: 3, step: 100}",
                    "d: {type: discrete, choices: [-1, 0, .5, 1., 1e-320]}",
                    "e: {type: categorical, choices: [no, yes, 1, 1.0, true, '', 'null', 010, \"<script>\", \"a\\nb\"]}",
                    "\"'; DROP TABLE trial; --\": {type: continuous, min: 0, max: 0}",
                    "../../etc: {type: continuous, min: 0, max: 1, when: {e: [no, '']}}"),
            StudyFixtures.withObjective(
                    "type: command",
                    "command: [python3, -n, 5, yes, \"{x}\", \"\"]",
                    "environment: {A: 1, B: no, C: \"\"}",
                    "working-directory: ../models",
                    "timeout: 365d",
                    "retries: 3"),
            StudyFixtures.withObjective(
                    "type: http",
                    "url: HTTP://[::1]:8080?q=a/b@c",
                    "timeout: 1ms",
                    "connect-timeout: 1d",
                    "headers: {X-A: 1, X-B: no, X-C: \"${HOME}\"}"),
            StudyFixtures.withObjective("type: plugin", "jar: 5", "options: {}", "timeout: 1s", "retries: 1"),
            StudyFixtures.withObjective("type: plugin", "jar: [a.jar, 5]", "class: a.B", "options: {a: 1, b: \"\"}"),
            StudyFixtures.withObjective("type: function", "name: norm", "timeout: 1s"),
            StudyFixtures.withObjective("type: model", "learner: svm", "data: d", "target: t", "timeout: 1s"));

    private ValidStudies() {}

    static List<String> all() {
        List<String> all = new ArrayList<>(ODD);
        all.add(StudyFixtures.EXAMPLE);
        all.addAll(inReference());
        all.addAll(shipped());
        return all;
    }

    /** The examples of the reference. */
    static List<String> inReference() {
        Matcher blocks = YAML_BLOCK.matcher(StudyFixtures.textOf(REFERENCE));
        return blocks.results().map(block -> block.group(1)).toList();
    }

    private static List<String> shipped() {
        if (!Files.isDirectory(SHIPPED)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            return files.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .map(StudyFixtures::textOf)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
