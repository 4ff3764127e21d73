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
import java.util.Comparator;
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

    AnythingBetter(StudyReport report) {
        this.report = report;
        this.run = report.run();
        this.night = Nights.tonight(report);
        this.trials = new ShownTrials(report);
    }

    Answer answer() {
        if (run.hasSeveralObjectives()) {
            return front();
        }
        if (run.bestTrialId() == null || run.bestObjective() == null) {
            return answer(Tone.NEUTRAL, "Nobody knows: no trial completed.", List.of(), List.of(), Optional.empty());
        }
        return report.champion().map(this::withChampion).orElseGet(this::withoutChampion);
    }

    private Answer withChampion(Champion champion) {
        var sentences = new ArrayList<Cell>();
        boolean promoted = promotedTonight(champion);
        Optional<Candidate> challenger = bestChallenger();
        if (!promoted) {
            challenger.ifPresent(best -> sentences.add(Cell.whole("The best challenger, trial " + best.trialId()
                    + ", was " + difference(best.gain()) + " the champion on the same seeds.")));
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
        night.ifPresent(now -> facts.add(new Fact("Champion tonight", Cell.rounded(now.championObjective()))));
        facts.addAll(best());
        return answer(
                promoted ? Tone.GOOD : Tone.NEUTRAL,
                promoted ? verdictOfPromotion(champion) : "No: champion " + champion.number() + " stays.",
                sentences,
                facts,
                parameters(champion.parameters(), "In use"));
    }

    private String verdictOfPromotion(Champion champion) {
        if (champion.reason().equals("FIRST")) {
            return "There is a first champion: trial " + champion.trialId() + ".";
        }
        return "Yes: trial " + champion.trialId() + " is the new champion"
                + (champion.gain() == null ? "" : ", better by " + Wording.rounded(champion.gain())) + ".";
    }

    private boolean promotedTonight(Champion champion) {
        return champion.runKey().equals(run.runKey()) && !champion.reason().equals("ROLLBACK");
    }

    private Optional<Candidate> bestChallenger() {
        return report.candidates().stream()
                .filter(candidate -> candidate.role().equals("CHALLENGER") && candidate.gain() != null)
                .max(Comparator.comparingDouble(Candidate::gain));
    }

    private static String difference(double gain) {
        return gain == 0 ? "as good as" : Wording.rounded(Math.abs(gain)) + (gain > 0 ? " better than" : " worse than");
    }

    private Answer withoutChampion() {
        var sentences = new ArrayList<Cell>();
        comparedWithBefore().ifPresent(sentences::add);
        sentences.add(Cell.whole(
                "This study keeps no champion, so nothing here is compared with what you use: write champion:"
                        + " in the study file, and see docs/champion.md."));
        return answer(
                Tone.NEUTRAL,
                "The best is trial " + run.bestTrialId() + ", with " + Wording.rounded(run.bestObjective()) + ".",
                sentences,
                best(),
                parameters(Map.of(), ""));
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
        return List.of(
                new Fact("Best tonight", Cell.rounded(run.bestObjective())),
                new Fact("Best trial", Cell.exact(run.bestTrialId())));
    }

    private Optional<DataTable> parameters(Map<String, Object> used, String heading) {
        int best = trials.indexOf(run.bestTrialId());
        var rows = new ArrayList<List<Cell>>();
        for (var parameter : report.parameters()) {
            Object tonight = best < 0 ? null : trials.value(parameter.name(), best);
            rows.add(
                    used.isEmpty()
                            ? List.of(Cell.brief(parameter.name()), Cell.shown(tonight))
                            : List.of(
                                    Cell.brief(parameter.name()),
                                    Cell.shown(used.get(parameter.name())),
                                    Cell.shown(tonight)));
        }
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        boolean cut = rows.size() > PARAMETERS_SHOWN;
        return Optional.of(new DataTable(
                cut ? "The first " + PARAMETERS_SHOWN + " of " + rows.size() + " parameters" : "Parameters",
                used.isEmpty()
                        ? DataTable.columns("Parameter", "#Best trial")
                        : DataTable.columns("Parameter", "#" + heading, "#Best tonight"),
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
