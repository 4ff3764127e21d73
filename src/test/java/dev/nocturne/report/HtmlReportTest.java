package dev.nocturne.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.summary.StudyReport;
import java.io.StringWriter;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HtmlReportTest {
    private static final Pattern SCRIPT = Pattern.compile("(?s)<script.*?</script>");

    @Test
    void theFirstScreenAnswersThreeQuestionsInWords() {
        String answers = words(
                between(html(SampleReports.rich(200)), "<div class=\"answers\">", "<nav aria-label=\"Sections\">"));
        assertThat(answers)
                .contains("Did it run? ✓ Yes: all 200 trials ended, 8 of them failed.")
                .contains("It is night 14, and worked 1 min 1 s more than the night before, 2026-11-21.")
                .contains("Planned 200", "Completed 165", "Failed 8", "Pruned 27", "Carried over 0", "Restarts 1")
                .contains(
                        "Is there anything better than what we use? ✓ Yes: trial 87 is the new champion, better by 0.00812.")
                .contains("Why should I believe it? ✓ It won a paired test over 5 evaluations, p = 0.0093.")
                .contains("evaluated again with other seeds, the same ones for each")
                .contains("Trial 87: p = 0.0093 is below the level 0.05.")
                .contains(
                        "Champion 2 was evaluated again first, once: 0.9631, 0.0019 worse than the last time. One evaluation"
                                + " differs from another by about 0.0021 by chance: that was the deviation over the 5 seeds of its"
                                + " last confirmation.")
                .contains("Objective and search space are those of the night before (epoch 2).")
                .contains("Evaluated again; ✓ promoted Candidate n Mean ± deviation Gain p")
                .contains("Trial 87 ✓ 5 0.9712 ± 0.0019 +0.00812 0.0093 Trial 53 5 0.9644 ± 0.0034 +0.00132 0.4200")
                .contains("Trial 12 4/5 0.9601 ± 0.0051 −0.00298 –");
    }

    @Test
    void resultsOfTwoObjectivesAreNotMixedSilently() {
        assertThat(words(html(UnfinishedReports.mixed("train.py", "data.csv"))))
                .contains("Why should I believe it? !")
                .contains(
                        "Not all of its trials had the same objective: train.py, data.csv changed between two starts");
    }

    @Test
    void whatIsPrintedAsAQueryAsksForTheTrialsThatAreShown() {
        StudyReport report = SampleReports.rich(200);
        double largest = report.rungs().stream()
                .mapToDouble(StudyReport.Rung::budget)
                .max()
                .orElse(1);
        assertThat(new Query(report).compared())
                .contains("status = 'COMPLETED'", "origin <> 'CONFIRMATION'")
                .contains("budget = " + (long) largest);
        assertThat(new Query(SampleReports.plain(100)).compared()).doesNotContain("budget");
    }

    @Test
    void withoutAChampionTheBestTrialIsNamedAndHowToGetOne() {
        String page = words(html(SampleReports.plain(100)));
        assertThat(page)
                .contains(
                        "This study keeps no champion", "write champion: in the study file, and see docs/champion.md.")
                .contains("Not yet: nothing was evaluated twice.")
                .doesNotContain("Evaluated again");
    }

    @Test
    void aPromotionShowsWhatItReplaced() {
        StudyReport report = SampleReports.rich(200);
        Object before = report.trials().parameters().get("trees").get(0);
        assertThat(words(html(report)))
                .contains("Parameter In use now Before", "trees 120 " + before, "Champion before, tonight");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RUNNING", "STOPPED", "FAILED"})
    void anUnfinishedRunOfAStudyWithAChampionSaysWhatIsInUse(String status) {
        assertThat(words(html(UnfinishedReports.searching(status))))
                .contains("Not known yet: champion 2 is in use.", "Parameter In use Best tonight", "trees 120")
                .contains("When the search has ended, the best are evaluated again with other seeds.")
                .doesNotContain(
                        "keeps no champion", "write champion:", "With champion:", "stays", "were evaluated again");
        assertThat(words(html(UnfinishedReports.searchingForTheFirst(status))))
                .contains("This study has no champion yet.", "The best so far is trial")
                .doesNotContain("keeps no champion", "write champion:", "With champion:");
    }

    @Test
    void theChampionInUseIsShownBeforeAnyTrialCompleted() {
        assertThat(words(html(UnfinishedReports.begun())))
                .contains("Not known yet: champion 2 is in use.", "Champion number 2", "Parameter In use learning-rate")
                .doesNotContain("Best tonight");
    }

    @Test
    void whatIsNotDecidedIsNotSaidToBe() {
        assertThat(words(html(UnfinishedReports.confirming("RUNNING"))))
                .contains("Why should I believe it? • Not yet: 2 of 3 candidates are being evaluated again.")
                .contains("are evaluated again with other seeds")
                .doesNotContain("were evaluated again with", "Trial 87: not decided yet");
        assertThat(words(html(UnfinishedReports.confirming("STOPPED"))))
                .contains("Not yet: the next start evaluates 2 of 3 candidates again.");
    }

    @Test
    void aRunInItsConfirmationsSaysHowFarTheyAre() {
        StudyReport report = UnfinishedReports.confirming("RUNNING");
        assertThat(words(html(report)))
                .contains("Did it run? • Not finished: 6 of 15 evaluations of the confirmation ended so far.")
                .contains("6 of 15 evaluations of the confirmation ended.", "Trial 87 1 ", "count(*) from v_trial")
                .doesNotContain("nterrupted:", "by no process", "100 of 100 trials");
        assertThat(words(html(UnfinishedReports.confirming("STOPPED"))))
                .contains("Stopped after 6 of 15 evaluations of the confirmation; its next start goes on.");
        assertThat(words(html(UnfinishedReports.notEnough())))
                .contains("Yes: all 100 trials ended, 4 of them failed.")
                .doesNotContain(
                        "of the confirmation ended",
                        "from v_trial where study = 'forest' and run_key ="
                                + " '2026-11-22' and origin = 'CONFIRMATION'");
    }

    /** As the command status knows it; the tables do not. */
    @Test
    void aRunThatNoProcessExecutesIsSaidToBeInterrupted() {
        assertThat(words(html(UnfinishedReports.confirming("RUNNING").asInterrupted())))
                .contains("Did it run? ! Interrupted: 6 of 15 evaluations of the confirmation ended so far. Its process"
                        + " ended without a word: the same command goes on with it.")
                .contains("Status running, by no process")
                .contains("Not yet: interrupted while 2 of 3 candidates were evaluated again.");
        assertThat(words(html(UnfinishedReports.searching("RUNNING").asInterrupted())))
                .contains("Interrupted: 100 of 100 trials ended so far.");
    }

    @Test
    void whatIsNotKnownOfChanceIsSaid() {
        assertThat(words(html(UnfinishedReports.drifted())))
                .contains(
                        "0.0019 worse than the last time. How much one evaluation differs from another by chance is not"
                                + " known yet.");
    }

    @Test
    void aGainThatWasNotEnoughIsSaidWithItsReasonAndOnce() {
        String page = words(html(UnfinishedReports.notEnough()));
        assertThat(page)
                .contains("No: champion 2 stays.")
                .contains("The best challenger, trial 53, was 0.2 better than the champion on the same seeds. Better on"
                        + " average, but that may be luck: p = 0.125 is above the level of 0.05; set confirm: 6.")
                .contains("No challenger passed the paired test; the smallest p = 0.125.")
                .doesNotContain("Trial 53: better");
    }

    @Test
    void howLongAStartWorkedIsNotSaidBeforeItEnded() {
        String page = html(UnfinishedReports.searching("RUNNING"));
        String answers = words(between(page, "<div class=\"answers\">", "<nav aria-label=\"Sections\">"));
        assertThat(answers)
                .contains("It is night 14; the one before was 2026-11-21.")
                .doesNotContainIgnoringCase("worked");
        assertThat(words(html(UnfinishedReports.searching("STOPPED")))).contains("and worked 1 min 1 s more");
    }

    @Test
    void severalObjectivesHaveAFrontInPlaceOfABestTrial() {
        StudyReport report = SampleReports.severalObjectives(100);
        String html = html(report);
        assertThat(words(html))
                .contains(report.front().size() + " trials on the Pareto front.")
                .contains("Best error", "Best latency")
                .contains("With several objectives no parameter is important as such.");
        assertThat(html).contains("data-plot=\"front\"").doesNotContain("data-plot=\"importances\"");
    }

    @Test
    void aRunWithoutAnythingSaysSo() {
        String html = html(SampleReports.empty());
        assertThat(words(html))
                .contains("Not finished: 0 of 10 trials ended so far.", "Nobody knows: no trial completed.")
                .contains("No trial has been started.", "Nothing was attempted.", "No attempt failed.")
                .contains("Too few trials completed to say which parameters matter.");
        assertThat(SCRIPT.matcher(html).replaceAll("")).doesNotContain("data-plot=");
    }

    @Test
    void whatIsSampledSaysOfHowMany() {
        assertThat(words(html(SampleReports.plain(1000))))
                .contains("1000 of 100000 trials are shown: the best, each new best, and every 40th of the others.");
        assertThat(words(html(SampleReports.plain(500)))).doesNotContain("trials are shown");
    }

    @Test
    void aSampleIsNotSaidToBeAllThatWasTried() {
        assertThat(words(html(SampleReports.plain(1000))))
                .contains(
                        "an empty field may have been tried",
                        "where the marks gather need not be where the search went")
                .doesNotContain("an empty field was not tried", "is where the search went");
        assertThat(words(html(SampleReports.plain(500))))
                .contains("an empty field was not tried. The marks are the trials.", "is where the search went.")
                .doesNotContain("may have been tried", "largest budget");
    }

    @Test
    void trialsOfSmallerBudgetsAreToldApart() {
        assertThat(words(html(SampleReports.rich(200))))
                .contains("Trials of smaller budgets are drawn smaller and lighter.")
                .contains("Drawn are trials at the largest budget at which any completed.");
    }

    @Test
    void numbersAreExactInTheTables() {
        StudyReport report = SampleReports.rich(100);
        double best = report.run().bestObjective();
        assertThat(words(html(report))).contains(report.run().bestTrialId() + " " + best);
    }

    @Test
    void eachSectionWithAPlotHasATableAndTheQueryThatGivesItsNumbers() {
        String html = SCRIPT.matcher(html(SampleReports.rich(100))).replaceAll("");
        assertThat(List.of(
                        "from v_incumbent",
                        "from v_trial_parameter",
                        "from v_trial\n",
                        "from v_attempt",
                        "from v_measurement",
                        "from v_confirmation",
                        "from v_drift",
                        "from v_night",
                        "from v_run",
                        "from v_failure"))
                .allSatisfy(source -> assertThat(html).contains(source));
        assertThat(html).contains("where study = 'forest' and run_key = '2026-11-22'");
    }

    @Test
    void whatAUserNamedStaysText() {
        String html = html(SampleReports.hostile(50));
        assertThat(SCRIPT.matcher(html).replaceAll("")).doesNotContain("<b>", "<img", "\u202e", "\u0007");
        assertThat(SCRIPT.matcher(html).results().count())
                .as("one script of data and eight of code")
                .isEqualTo(9);
        assertThat(html).contains("&lt;/script&gt;&lt;b&gt;x&lt;/b&gt;", "\\u202egnp.exe\\u0007");
    }

    @Test
    void longNamesAreCutAndWholeInTheTitle() {
        String html = html(SampleReports.hostile(50));
        assertThat(html).contains("title=\"" + "n".repeat(10_000) + "\"").doesNotContain(">" + "n".repeat(61));
    }

    @Test
    void dataIsJsonInWhichNoTagBegins() {
        StudyReport report = SampleReports.hostile(50);
        String json = PageData.of(report);
        assertThat(json).doesNotContain("<");
        JsonNode data = new JsonMapper().readTree(json);
        assertThat(data.at("/trials/ids")).hasSize(50);
        assertThat(data.at("/parameters/2").asString())
                .startsWith("</script><b>x</b>")
                .contains("\\u202e");
        assertThat(data.at("/trials/objectives/0/3").asDouble())
                .isEqualTo(report.trials().objectives().get(0).get(3));
        int word = data.at("/trials/parameters/1/at/7").asInt();
        assertThat(data.at("/trials/parameters/1/words/" + word).asString()).isEqualTo(Wording.printable((String)
                report.trials().parameters().get("__proto__").get(7)));
    }

    @Test
    void dataHasTheEndsAndTheOrderOfTheSearchSpace() {
        JsonNode data = new JsonMapper().readTree(PageData.of(SampleReports.plain(2)));
        assertThat(data.at("/lows").toString()).isEqualTo("[1.0E-4,10.0,null,0.001,0.1]");
        assertThat(data.at("/highs").toString()).isEqualTo("[0.1,500.0,null,1.0,0.3]");
        assertThat(data.at("/trials/parameters/2/words").toString()).isEqualTo("[\"rbf\",\"linear\",\"poly\"]");
    }

    @Test
    void aLongTableIsNotPrinted() {
        assertThat(tables(40).isShort()).isTrue();
        assertThat(tables(40, 1).isShort()).isFalse();
    }

    private static Section tables(int... lengths) {
        return new Section(
                "id",
                "Heading",
                "Reading.",
                List.of(),
                java.util.Optional.empty(),
                java.util.stream.IntStream.of(lengths)
                        .mapToObj(rows -> new DataTable(
                                "Table",
                                DataTable.columns("Column"),
                                java.util.Collections.nCopies(rows, List.of(Cell.NONE))))
                        .toList(),
                "",
                "");
    }

    @Test
    void dataOfManyTrialsStaysSmall() {
        assertThat(PageData.of(SampleReports.plain(5000)).length()).isLessThan(900_000);
    }

    @Test
    void nothingIsAskedOfANetwork() {
        String html = SCRIPT.matcher(html(SampleReports.rich(50))).replaceAll("");
        assertThat(html)
                .contains("default-src 'none'")
                .doesNotContain("src=\"", "@import", "url(")
                .doesNotContainPattern("href=\"(?!#|data:,)");
    }

    @Test
    void licencesOfTheChartLibraryAreInThePage() {
        assertThat(html(SampleReports.empty()))
                .contains("Apache ECharts", "The Apache Software Foundation", "Baidu Inc.", "Mike Bostock");
        assertThat(HtmlReport.class.getResourceAsStream("/META-INF/licenses/echarts/LICENSE"))
                .isNotNull();
    }

    @Test
    void headingsAreInOrderAndIdsAreThereOnce() {
        String html = SCRIPT.matcher(html(SampleReports.rich(50))).replaceAll("");
        var levels = Pattern.compile("<h([1-6])")
                .matcher(html)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(levels.get(0)).isEqualTo("1");
        assertThat(levels.subList(1, levels.size())).containsOnly("2");
        assertThat(Pattern.compile(" id=\"([^\"]+)\"").matcher(html).results().map(found -> found.group(1)))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a'b", "a\nb", "\u202e", "back\\slash", "plain"})
    void aQuerySaysNamesAsSqlDoes(String name) {
        String literal = Query.literal(name);
        UnaryOperator<String> read = text -> Pattern.compile("\\\\([0-9A-F]{4})")
                .matcher(text)
                .replaceAll(found -> String.valueOf((char) Integer.parseInt(found.group(1), 16)));
        String inside = literal.substring(literal.indexOf('\'') + 1, literal.length() - 1)
                .replace("''", "'");
        assertThat(literal.startsWith("U&") ? read.apply(inside) : inside).isEqualTo(name);
        assertThat(literal.codePoints().noneMatch(Wording::isUnsafe)).isTrue();
    }

    private static String html(StudyReport report) {
        var out = new StringWriter();
        new HtmlReport().write(report, out);
        return out.toString();
    }

    private static String between(String html, String from, String to) {
        return html.substring(html.indexOf(from), html.indexOf(to));
    }

    /** What a person reads, without tags and scripts. */
    private static String words(String html) {
        return SCRIPT.matcher(html)
                .replaceAll("")
                .replaceAll("<[^>]*>", " ")
                .replace("&gt;", ">")
                .replace("&lt;", "<")
                .replace("&#39;", "'")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ");
    }
}
