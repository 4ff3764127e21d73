package dev.nocturne.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.summary.StudyReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** Reports as a real browser shows them. */
@Timeout(180)
class ReportBrowserIT {
    private static final StudyReport RICH = SampleReports.rich(200);

    private static final String DRAW_ALL =
            "for (const place of document.querySelectorAll('[data-plot]')) nocturne.draw(place.dataset.plot);";

    /** How many points the series of a plot have that pass a test, read back from what was drawn. */
    private static final String POINTS =
            "const chart = echarts.getInstanceByDom(document.querySelector(`[data-plot=\"${arguments[0]}\"]`));"
                    + "return chart.getOption().series.filter((s) => s.name.includes(arguments[1]))"
                    + ".reduce((sum, s) => sum + s.data.length, 0);";

    /** A variable with what was drawn in a plot. */
    private static final String OPTION =
            "%s = echarts.getInstanceByDom(document.querySelector('[data-plot=%s]')).getOption();";

    @TempDir
    private static Path folder;

    private static Browser browser;

    @BeforeAll
    static void write() throws IOException {
        var file = new ReportFile();
        file.write(RICH, page("rich"));
        file.write(SampleReports.plain(5000), page("large"));
        file.write(SampleReports.severalObjectives(200), page("several"));
        file.write(SampleReports.hostile(300), page("hostile"));
        file.write(SampleReports.empty(), page("empty"));
        file.write(SampleReports.fewAndOneFarOff(), page("few"));
        browser = Browser.open();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    private static Path page(String name) {
        return folder.resolve(name + ".html");
    }

    private static void visit(String name) {
        browser.visit(page(name), 1440, 900);
    }

    @Test
    void eachPlotHasTheNumbersOfTheReport() {
        visit("rich");
        browser.ask(DRAW_ALL);
        long completed = RICH.trials().objectives().get(0).stream()
                .filter(Objects::nonNull)
                .count();
        assertThat(points("history", "trial") + points("history", "tried first") + points("history", "champion"))
                .isEqualTo((int) completed);
        assertThat(points("history", "failed")).isEqualTo(RICH.run().failedTrials());
        assertThat(points("history", "pruned")).isEqualTo(RICH.run().prunedTrials());
        assertThat(points("history", "best so far")).isEqualTo(RICH.incumbents().size() + 1);
        assertThat(points("parallel", "")).isEqualTo((int) completed);
        assertThat(points("contour", "trials")).isEqualTo((int) completed);
        assertThat(points("importances", "ped-anova")).isEqualTo(5);
        assertThat(points("distribution", "trials")).isEqualTo(20);
        assertThat(points("timeline", "")).isEqualTo(200);
        assertThat(points("timeline", "interrupted")).isEqualTo(1);
        assertThat(points("curves", ""))
                .isEqualTo(RICH.curves().curves().stream()
                        .mapToInt(curve -> curve.steps().size())
                        .sum());
        assertThat(points("rungs", "completed")).isEqualTo(3);
        assertThat(points("nights", "best of the night")).isEqualTo(14);
        assertThat(points("nights", "champion")).isEqualTo(12);
        assertThat(points("nights", "promotion")).isEqualTo(3);
        assertThat(points("comparison", "2026-11-21")).isEqualTo(7);
        assertThat(points("comparison", "2026-11-22")).isEqualTo(8);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatLiesFarOffIsAnArrowAtTheEdge() {
        visit("large");
        browser.ask(DRAW_ALL);
        String chart = "const c = echarts.getInstanceByDom(document.querySelector('[data-plot=history]')).getOption();"
                + "const far = c.series.flatMap((s) => s.data).filter((d) => d.symbol === 'arrow');";
        assertThat(browser.number(chart + "return far.length")).isPositive();
        assertThat(browser.<Boolean>ask(chart
                        + "return far.every((d) => d.value[1] === c.yAxis[0].min || d.value[1] === c.yAxis[0].max)"))
                .isTrue();
    }

    @Test
    void oneFarValueAmongFewDoesNotMakeTheOthersALine() {
        visit("few");
        browser.ask(DRAW_ALL);
        for (String axis : List.of(
                "history.yAxis[0]", "slices.yAxis[0]", "parallel.parallelAxis.at(-1)", "distribution.xAxis[0]")) {
            String plot = axis.substring(0, axis.indexOf('.'));
            assertThat(browser.<Boolean>ask("const " + OPTION.formatted(plot, plot) + "return " + axis + ".max < 2"))
                    .as(axis)
                    .isTrue();
            assertThat(browser.<String>ask("return document.querySelector('[data-note=" + plot + "]').textContent"))
                    .contains("1 further off");
        }
        assertThat(points("slices", "trees")).isEqualTo(6);
        assertThat(browser.number("const " + OPTION.formatted("d", "distribution")
                        + "return d.series[0].data.reduce((sum, bin) => sum + bin.value[2], 0)"))
                .isEqualTo(6);
        assertThat(browser.<Object>ask("return nocturne.range([1, 2, 3, 4, 5, 30])"))
                .isNull();
        assertThat(browser.<String>ask("return [1e308, -1.25e-7, 1234.5].map(nocturne.number).join(' ')"))
                .isEqualTo("1e308 -1.25e-7 1234.5");
    }

    @Test
    void axesEndWhereTheSearchSpaceEnds() {
        visit("few");
        browser.ask(DRAW_ALL);
        String ends = "const " + OPTION.formatted("c", "%s")
                + "return c.%s.filter((a) => a.name === '%s').map((a) => a.min + ' ' + a.max).join()";
        assertThat(browser.<String>ask(ends.formatted("slices", "xAxis", "learning-rate")))
                .isEqualTo("0.0001 0.1");
        assertThat(browser.<String>ask(ends.formatted("slices", "xAxis", "trees")))
                .isEqualTo("10 500");
        assertThat(browser.<String>ask(ends.formatted("slices", "xAxis", "dropout")))
                .isEqualTo("0.1 0.3");
        assertThat(browser.<String>ask(ends.formatted("parallel", "parallelAxis", "trees")))
                .isEqualTo("10 500");
        assertThat(browser.<String>ask("const " + OPTION.formatted("c", "parallel")
                        + "return c.parallelAxis.find((a) => a.name === 'gamma').max.toString()"))
                .isEqualTo("1");
        assertThat(browser.<String>ask(ends.formatted("contour", "xAxis", "learning-rate")))
                .isEqualTo("0.0001 0.1");
        assertThat(browser.<String>ask(ends.formatted("contour", "yAxis", "trees")))
                .isEqualTo("9.5 500.5");
    }

    @Test
    void choicesAreInTheOrderOfTheSearchSpaceEachWithItsLabel() {
        visit("few");
        browser.ask(DRAW_ALL);
        String axis =
                "const " + OPTION.formatted("c", "slices") + "const a = c.xAxis.find((x) => x.name === 'kernel');";
        assertThat(browser.<String>ask(axis + "return a.data.map((k) => a.axisLabel.formatter(k)).join()"))
                .isEqualTo("rbf,linear,poly");
        assertThat(browser.number(axis + "return a.axisLabel.interval")).isZero();
        assertThat(browser.<String>ask(axis + "return a.axisLabel.overflow")).isEqualTo("truncate");
        assertThat(browser.<String>ask("const " + OPTION.formatted("c", "parallel")
                        + "const a = c.parallelAxis.find((x) => x.name === 'kernel');"
                        + "return a.data.map((k) => a.axisLabel.formatter(k)).join()"))
                .isEqualTo("rbf,linear,poly");
    }

    @Test
    void onAPhoneEachChoiceHasItsLabelOnTheAxisAcross() {
        browser.visit(page("few"), 390, 844);
        browser.ask(DRAW_ALL);
        assertThat(browser.number("const " + OPTION.formatted("c", "parallel")
                        + "return c.parallelAxis.find((x) => x.name === 'kernel').axisLabel.interval"))
                .isZero();
    }

    @Test
    void aTrialWithoutAParameterHasAPlaceOnItsAxis() {
        visit("rich");
        browser.ask(DRAW_ALL);
        String axis = "const c = echarts.getInstanceByDom(document.querySelector('[data-plot=parallel]')).getOption();"
                + "const d = c.parallelAxis.findIndex((a) => a.name === 'gamma');";
        long without = java.util.stream.IntStream.range(0, 200)
                .filter(i -> RICH.trials().objectives().get(0).get(i) != null
                        && RICH.trials().parameters().get("gamma").get(i) == null)
                .count();
        assertThat(browser.number(axis
                        + "return c.series[0].data.filter((row) => row.value[d] === c.parallelAxis[d].min).length"))
                .isEqualTo((int) without);
        assertThat(browser.<String>ask(axis + "return c.parallelAxis[d].axisLabel.formatter(c.parallelAxis[d].min)"))
                .isEqualTo("not used");
    }

    @Test
    void aSliceShowsTheTrialsInWhichItsParameterIsActive() {
        visit("rich");
        browser.ask(DRAW_ALL);
        var values = RICH.trials().objectives().get(0);
        var gamma = RICH.trials().parameters().get("gamma");
        long active = java.util.stream.IntStream.range(0, 200)
                .filter(i -> values.get(i) != null && gamma.get(i) != null)
                .count();
        long farOff = values.get(40) != null && gamma.get(40) != null ? 1 : 0;
        assertThat(points("slices", "gamma")).isEqualTo((int) (active - farOff));
    }

    @Test
    void severalObjectivesHaveTheirFrontDrawn() {
        StudyReport report = SampleReports.severalObjectives(200);
        visit("several");
        browser.ask(DRAW_ALL);
        assertThat(points("front", "Pareto front")).isEqualTo(report.front().size());
        assertThat(points("front", "other"))
                .isEqualTo(report.run().completedTrials() - report.front().size());
        int before = points("history", "trial");
        browser.ask("const s = document.querySelector('[data-controls=history] select');"
                + "s.value = '1'; s.dispatchEvent(new Event('change'));");
        assertThat(points("history", "trial")).isEqualTo(before);
        assertThat(
                        browser.<String>ask(
                                "return echarts.getInstanceByDom(document.querySelector('[data-plot=history]')).getOption().yAxis[0].name"))
                .isEqualTo("latency (minimize)");
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rich", "large", "several", "hostile", "empty"})
    void nothingIsAskedForAndNothingIsComplainedOf(String name) {
        browser.requests();
        visit(name);
        browser.ask(DRAW_ALL);
        assertThat(browser.requests()).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void plotsAreDrawnWhenTheyComeIntoView() {
        visit("large");
        assertThat(browser.<Boolean>ask("return nocturne.drawn.has('timeline')"))
                .isFalse();
        browser.ask("document.getElementById('timeline').scrollIntoView()");
        await("return nocturne.drawn.has('timeline')");
    }

    @Test
    void theImportancesOfTheOtherMethodAreAChoiceAway() {
        visit("rich");
        browser.ask(DRAW_ALL);
        browser.ask("document.querySelector('[data-controls=importances] select').focus()");
        browser.press(Keys.ARROW_DOWN);
        assertThat(points("importances", "fanova")).isEqualTo(3);
    }

    @Test
    void hostileNamesStayText() {
        visit("hostile");
        browser.ask(DRAW_ALL);
        assertThat(browser.number("return document.querySelectorAll('b, img').length"))
                .isZero();
        assertThat(browser.<String>ask("return document.querySelector('h1').textContent"))
                .contains("</script><b>x</b><img src=x")
                .doesNotContain("\u202e");
        assertThat(browser.<String>ask("return document.querySelector('#slices').textContent"))
                .doesNotContain("\u202e");
        // The tooltip is the one place where the library would write HTML.
        assertThat(browser.<String>ask("return nocturne.tip(['</script><b>x</b>']).outerHTML"))
                .contains("&lt;b&gt;x&lt;/b&gt;");
        browser.ask("const chart = echarts.getInstanceByDom(document.querySelector('[data-plot=slices]'));"
                + "chart.dispatchAction({type: 'showTip', seriesIndex: 0, dataIndex: 0});");
        await("return document.querySelector('[data-plot=slices]').textContent.includes('Trial ')");
        assertThat(browser.number("return document.querySelectorAll('b, img').length"))
                .isZero();
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"rich, 375", "hostile, 375", "several, 375", "empty, 375", "rich, 320", "hostile, 1440", "rich, 900"})
    void thePageIsNeverWiderThanItsWindow(String name, int width) {
        browser.visit(page(name), width, 812);
        browser.ask(DRAW_ALL);
        browser.ask("for (const each of document.querySelectorAll('details')) each.open = true;");
        assertThat(browser.number("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(width);
    }

    @Test
    void onAPhoneTheThreeAnswersAreInTheFirstScreen() {
        browser.visit(page("rich"), 375, 812);
        assertThat(browser.number("return document.querySelector('.glance').getBoundingClientRect().bottom"))
                .isBetween(1, 812);
        browser.visit(page("rich"), 1440, 900);
        assertThat(
                        browser.number(
                                "return Math.max(...[...document.querySelectorAll('.answer')].map((a) => a.getBoundingClientRect().bottom))"))
                .isBetween(1, 900);
    }

    @Test
    void whatWasEvaluatedAgainIsReadWithoutScrolling() {
        visit("rich");
        browser.ask(
                "const row = [...document.querySelectorAll('#why-believe tbody tr')].find((r) => r.textContent.includes('87'));"
                        + "const texts = ['Trial 1187 \u2713', '4/5', '\u22120.1152 \u00b1 0.0020', '+0.1120', '< 0.0001'];"
                        + "texts.forEach((text, i) => { row.children[i].firstElementChild.textContent = text; });");
        assertThat(browser.<Boolean>ask("const table = document.querySelector('#why-believe .scroll');"
                        + "return table.scrollWidth <= table.clientWidth"))
                .isTrue();
    }

    @Test
    void onPaperAHeadingStaysWithItsPlot() {
        visit("rich");
        browser.command("Emulation.setEmulatedMedia", Map.of("media", "print"));
        String torn = "return [...document.querySelectorAll('main > section')].filter((s) => {"
                + "const whole = s.querySelector('.figure');"
                + "return getComputedStyle(whole).breakInside !== 'avoid' || ['h2', '.reading', '.plot']"
                + ".some((part) => s.querySelector(part) && !whole.contains(s.querySelector(part)));"
                + "}).length";
        assertThat(browser.number(torn)).isZero();
        browser.command("Emulation.setEmulatedMedia", Map.of("media", ""));
    }

    @Test
    void lightAndDarkAreSwitchedByKeyboard() {
        visit("rich");
        browser.ask(DRAW_ALL);
        String ground = "return getComputedStyle(document.body).backgroundColor";
        String light = browser.ask(ground);
        browser.ask("document.getElementById('theme').focus()");
        browser.press(Keys.ENTER);
        assertThat(browser.<String>ask(ground)).isNotEqualTo(light);
        assertThat(browser.<String>ask("return document.getElementById('theme').getAttribute('aria-label')"))
                .isEqualTo("Show in light colours");
        browser.press(Keys.SPACE);
        assertThat(browser.<String>ask(ground)).isEqualTo(light);
        browser.command(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
        visit("rich");
        String preferred = browser.ask(ground);
        browser.command("Emulation.setEmulatedMedia", Map.of("features", List.of()));
        assertThat(preferred).isNotEqualTo(light);
    }

    @Test
    void theKeyboardReachesWhatTheMouseDoes() {
        visit("rich");
        browser.press(Keys.TAB);
        assertThat(browser.<String>ask("return document.activeElement.className"))
                .isEqualTo("skip");
        browser.press(Keys.ENTER);
        assertThat(browser.<String>ask("return location.hash")).isEqualTo("#main");
        browser.ask("document.querySelector('#history summary').focus()");
        browser.press(Keys.ENTER);
        assertThat(browser.<Boolean>ask("return document.querySelector('#history details').open"))
                .isTrue();
        browser.press(Keys.TAB);
        assertThat(browser.<String>ask("return document.activeElement.className"))
                .isEqualTo("scroll");
        assertThat(browser.<String>ask("return getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
        assertThat(browser.number(
                        "return [...document.querySelectorAll('select')].filter((s) => !s.labels.length).length"))
                .isZero();
        assertThat(
                        browser.number(
                                "return [...document.querySelectorAll('[data-plot]')].filter((p) => p.getAttribute('role') !== 'img' || !p.getAttribute('aria-label')).length"))
                .isZero();
    }

    @Test
    void onPaperEverythingIsDrawnInBlackOnWhite() {
        visit("rich");
        browser.ask("document.documentElement.dataset.theme = 'dark'");
        browser.command("Emulation.setEmulatedMedia", Map.of("media", "print"));
        await("return nocturne.drawn.size === document.querySelectorAll('[data-plot]').length");
        assertThat(browser.<String>ask("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        assertThat(browser.<String>ask("return getComputedStyle(document.body).color"))
                .isEqualTo("rgb(0, 0, 0)");
        assertThat(browser.<Boolean>ask("return nocturne.isDark()")).isFalse();
        assertThat(browser.<Boolean>ask("return document.querySelector('#importances details').open"))
                .isTrue();
        assertThat(browser.<String>ask("return getComputedStyle(document.querySelector('thead th')).position"))
                .isEqualTo("static");
        browser.command("Emulation.setEmulatedMedia", Map.of("media", ""));
        await("return nocturne.isDark()");
        assertThat(browser.<Boolean>ask("return document.querySelector('#importances details').open"))
                .isFalse();
    }

    @Test
    void withoutJavaScriptTheAnswersAndTablesAreThere() {
        browser.command("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        try {
            visit("rich");
        } finally {
            browser.command("Emulation.setScriptExecutionDisabled", Map.of("value", false));
        }
        assertThat(browser.<String>ask("return document.querySelector('#did-it-run .verdict').innerText"))
                .contains("Yes: all 200 trials ended, 8 of them failed.");
        assertThat(browser.number("return document.querySelectorAll('table tbody tr').length"))
                .isGreaterThan(400);
        assertThat(browser.<String>ask("return getComputedStyle(document.querySelector('.plot')).display"))
                .isEqualTo("none");
    }

    private static int points(String plot, String series) {
        return browser.number(POINTS, plot, series);
    }

    /** Asks again for ten seconds at most. */
    private static void await(String script) {
        boolean holds = browser.ask("return new Promise((resolve) => { const end = performance.now() + 10000;"
                + "const ask = () => { if ((() => {" + script + "})()) resolve(true);"
                + "else if (performance.now() > end) resolve(false); else setTimeout(ask, 20); }; ask(); });");
        assertThat(holds).as(script).isTrue();
    }
}
