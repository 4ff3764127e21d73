package dev.nocturne.report;

import dev.nocturne.summary.RunSummary;
import dev.nocturne.summary.StudyReport;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.WriterOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A report as one HTML page that needs nothing but itself: styles, scripts and data are in it, and it forbids itself to ask
 * for anything. Immutable and thread-safe.
 */
public final class HtmlReport {
    /** In the order in which they build on one another. */
    private static final List<String> SCRIPTS = List.of(
            "echarts.min.js",
            "base.js",
            "trials.js",
            "parameters.js",
            "space.js",
            "results.js",
            "process.js",
            "page.js");

    private static final List<String> LICENCES = List.of("NOTICE", "LICENSE-zrender", "LICENSE-d3");

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, HtmlReport.class.getClassLoader(), HtmlReport.class.getPackageName());

    /** Writes the page; the writer stays open. */
    public void write(StudyReport report, Writer out) {
        templates.render("page.jte", Map.of("page", page(report)), new WriterOutput(out));
    }

    private static Page page(StudyReport report) {
        RunSummary run = report.run();
        return new Page(
                Cell.of(run.study()),
                Cell.of(run.runKey()),
                Wording.cut(Wording.printable(run.study()), 60) + ", "
                        + Wording.cut(Wording.printable(run.runKey()), 40) + " – Nocturne",
                subtitle(run),
                List.of(
                        new DidItRun(report).answer(),
                        new AnythingBetter(report).answer(),
                        new WhyBelieveIt(report).answer()),
                sections(report),
                "Written by Nocturne " + report.version() + " at " + Wording.time(report.generatedAt())
                        + ". Every number is from the tables; the queries below each plot give them again.",
                resource("report.css"),
                SCRIPTS.stream().map(HtmlReport::resource).toList(),
                PageData.of(report),
                licences());
    }

    private static String subtitle(RunSummary run) {
        return Wording.printable(run.strategy()) + ", "
                + (run.hasSeveralObjectives()
                        ? "several objectives"
                        : run.direction().equals("MINIMIZE") ? "lower is better" : "higher is better");
    }

    private static List<Section> sections(StudyReport report) {
        var query = new Query(report);
        var results = new ResultSections(report, query);
        var process = new ProcessSections(report, query);
        var sections = new ArrayList<Section>(new TrialSections(report, query).sections());
        results.front().ifPresent(sections::add);
        sections.add(results.importances());
        sections.add(results.distribution());
        sections.add(process.timeline());
        Stream.of(process.curves(), process.rungs(), ChampionSection.of(report, query))
                .flatMap(Optional::stream)
                .forEach(sections::add);
        sections.add(Nights.section(report, query));
        report.comparison().ifPresent(runs -> sections.add(new Comparison(runs).section(query)));
        sections.add(process.failures());
        sections.add(new Section(
                "study-file",
                "Study file",
                "As it was recorded with the run, whole.",
                List.of(),
                Optional.empty(),
                List.of(),
                "select configuration\n  from tuning_run\n where run_id = "
                        + report.run().runId() + ";",
                Wording.printableLines(report.configuration())));
        return sections;
    }

    private static String licences() {
        var text = new StringBuilder(
                "The charts are drawn by Apache ECharts, under the Apache License 2.0, with zrender and"
                        + " parts of d3.\n");
        LICENCES.forEach(name -> text.append('\n').append(resource("/META-INF/licenses/echarts/" + name)));
        return text.toString().replace("--", "- -");
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The report's part " + name + " is missing from the program.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
