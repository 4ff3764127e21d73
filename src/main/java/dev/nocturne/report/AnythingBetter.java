package dev.nocturne.report;

import dev.nocturne.report.Answer.Fact;
import dev.nocturne.report.Answer.Tone;
import dev.nocturne.summary.Candidate;
import dev.nocturne.summary.Champion;
import dev.nocturne.summary.Night;
import dev.nocturne.summary.RunObjective;
import dev.nocturne.summary.RunSummary;
import dev.nocturne.summary.StudyReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The second question: is there anything better than what we use? */
final class AnythingBetter {
    private static final int PARAMETERS_SHOWN = 10;

    private final StudyReport report;
    private final RunSummary run;
    private final Optional<Night> night;
    private final ShownTrials trials;
    private final KeptChampion kept;

    AnythingBetter(StudyReport report) {
        this.report = report;
        this.run = report.run();
        this.night = Nights.tonight(report);
        this.trials = new ShownTrials(report);
        this.kept = new KeptChampion(report);
    }

    Answer answer() {
        if (run.hasSeveralObjectives()) {
            return front();
        }
        return report.champion().map(this::withChampion).orElseGet(this::withoutChampion);
    }

    private boolean hasBest() {
        return run.bestTrialId() != null && run.bestObjective() != null;
    }

    private Answer withChampion(Champion champion) {
        var sentences = new ArrayList<Cell>();
        boolean promoted = kept.isPromotedTonight(champion);
        Optional<Candidate> challenger = kept.bestChallenger();
        if (!promoted) {
            challenger.ifPresent(best -> sentences.add(Cell.whole("The best challenger, trial " + best.trialId()
                    + ", was " + difference(best.gain()) + " the champion on the same seeds.")));
            kept.betterButNotPromoted().ifPresent(best -> sentences.add(Cell.whole(Wording.sentence(best.note()))));
        }
        if (!champion.note().isBlank()) {
            sentences.add(Cell.whole(
                    promoted
                            ? Wording.sentence(champion.note())
                            : "Champion " + champion.number() + ": "
                                    + champion.note().strip()));
        }
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Champion", Cell.whole("number " + champion.number())));
        facts.add(new Fact("Found in", Cell.of("run " + champion.runKey() + ", trial " + champion.trialId())));
        facts.add(new Fact("Promoted", Cell.time(champion.promotedAt())));
        facts.add(new Fact("Promoted with", Cell.rounded(champion.objective())));
        night.ifPresent(now -> facts.add(new Fact(
                promoted ? "Champion before, tonight" : "Champion tonight", Cell.rounded(now.championObjective()))));
        facts.addAll(best());
        int before = promoted ? replaced() : -1;
        return answer(
                promoted ? Tone.GOOD : Tone.NEUTRAL,
                promoted ? verdictOfPromotion(champion) : verdictWithoutPromotion(champion),
                sentences,
                facts,
                before < 0
                        ? parameters(champion.parameters(), "In use", trials.indexOf(run.bestTrialId()), "Best tonight")
                        : parameters(champion.parameters(), "In use now", before, "Before"));
    }

    /** The place of the trial with which the champion of before was evaluated; negative if there was none. */
    private int replaced() {
        return report.candidates().stream()
                .filter(candidate -> candidate.role().equals("CHAMPION"))
                .findFirst()
                .map(candidate -> trials.indexOf(candidate.trialId()))
                .orElse(-1);
    }

    private String verdictWithoutPromotion(Champion champion) {
        String name = "champion " + champion.number();
        if (kept.isOpen()) {
            return "Not known yet: " + name + " is in use.";
        }
        return hasBest() ? "No: " + name + " stays." : "Nobody knows: no trial completed, and " + name + " stays.";
    }

    private String verdictOfPromotion(Champion champion) {
        if (champion.reason().equals("FIRST")) {
            return "There is a first champion: trial " + champion.trialId() + ".";
        }
        return "Yes: trial " + champion.trialId() + " is the new champion"
                + (champion.gain() == null ? "" : ", better by " + Wording.rounded(champion.gain())) + ".";
    }

    private static String difference(double gain) {
        return gain == 0 ? "as good as" : Wording.rounded(Math.abs(gain)) + (gain > 0 ? " better than" : " worse than");
    }

    private Answer withoutChampion() {
        var sentences = new ArrayList<Cell>();
        comparedWithBefore().ifPresent(sentences::add);
        sentences.add(Cell.whole(
                kept.isAskedFor()
                        ? "This study has no champion yet. The best become one when they were evaluated again at the end"
                                + " of a night."
                        : "This study keeps no champion, so nothing here is compared with what you use: write champion:"
                                + " in the study file, and see docs/champion.md."));
        return answer(
                Tone.NEUTRAL,
                verdictOfBest(),
                sentences,
                best(),
                hasBest()
                        ? parameters(Map.of(), "", trials.indexOf(run.bestTrialId()), "Best trial")
                        : Optional.empty());
    }

    private String verdictOfBest() {
        if (run.bestTrialId() == null || run.bestObjective() == null) {
            return "Nobody knows: no trial completed.";
        }
        return (kept.isOpen() ? "The best so far is trial " : "The best is trial ") + run.bestTrialId() + ", with "
                + Wording.rounded(run.bestObjective()) + ".";
    }

    private Optional<Cell> comparedWithBefore() {
        return night.filter(now -> now.bestChange() != null && now.previousRunKey() != null)
                .map(now -> Cell.whole("That is "
                        + (now.bestChange() == 0
                                ? "as good as the best of "
                                : Wording.rounded(Math.abs(now.bestChange()))
                                        + (now.bestChange() > 0
                                                ? " better than the best of "
                                                : " worse than the best of "))
                        + Wording.cut(now.previousRunKey(), 40) + ", the night before."));
    }

    private Answer front() {
        int size = run.frontTrials() == null ? 0 : run.frontTrials();
        var facts = new ArrayList<Fact>();
        for (int i = 0; i < report.objectives().size(); i++) {
            RunObjective objective = report.objectives().get(i);
            facts.add(new Fact(
                    "Best " + Wording.cut(Wording.printable(objective.name()), 30), Cell.rounded(trials.best(i))));
        }
        return answer(
                Tone.NEUTRAL,
                size == 0
                        ? "Nobody knows: no trial completed."
                        : Wording.count(size, "trial") + " on the Pareto front.",
                List.of(Cell.whole("With several objectives there is a front in place of a best trial: of each of its"
                        + " trials no other is better in one objective without being worse in another. Which of them to"
                        + " use is for you to say.")),
                facts,
                Optional.empty());
    }

    private List<Fact> best() {
        if (!hasBest()) {
            return List.of();
        }
        return List.of(
                new Fact("Best tonight", Cell.rounded(run.bestObjective())),
                new Fact("Best trial", Cell.exact(run.bestTrialId())));
    }

    /** What is used, if anything is, beside a trial of the run, if there is one. */
    private Optional<DataTable> parameters(Map<String, Object> used, String usedHeading, int trial, String heading) {
        var headings = new ArrayList<String>(List.of("Parameter"));
        if (!used.isEmpty()) {
            headings.add("#" + usedHeading);
        }
        if (trial >= 0) {
            headings.add("#" + heading);
        }
        var rows = new ArrayList<List<Cell>>();
        for (var parameter : report.parameters()) {
            var row = new ArrayList<Cell>(List.of(Cell.brief(parameter.name())));
            if (!used.isEmpty()) {
                row.add(Cell.shown(used.get(parameter.name())));
            }
            if (trial >= 0) {
                row.add(Cell.shown(trials.value(parameter.name(), trial)));
            }
            rows.add(row);
        }
        if (rows.isEmpty() || headings.size() == 1) {
            return Optional.empty();
        }
        boolean cut = rows.size() > PARAMETERS_SHOWN;
        return Optional.of(new DataTable(
                cut ? "The first " + PARAMETERS_SHOWN + " of " + rows.size() + " parameters" : "Parameters",
                DataTable.columns(headings.toArray(String[]::new)),
                rows.subList(0, cut ? PARAMETERS_SHOWN : rows.size())));
    }

    private static Answer answer(
            Tone tone, String verdict, List<Cell> sentences, List<Fact> facts, Optional<DataTable> table) {
        return new Answer(
                "anything-better",
                "Is there anything better than what we use?",
                tone,
                Cell.whole(verdict),
                sentences,
                facts,
                table);
    }
}
