package dev.nocturne.report;

import dev.nocturne.report.Answer.Fact;
import dev.nocturne.report.Answer.Tone;
import dev.nocturne.summary.Candidate;
import dev.nocturne.summary.Drift;
import dev.nocturne.summary.Night;
import dev.nocturne.summary.StudyReport;
import dev.nocturne.summary.SystematicSample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The third question: why should I believe it? */
final class WhyBelieveIt {
    private final StudyReport report;
    private final Optional<Night> night;
    private final KeptChampion kept;
    private final int undecided;

    WhyBelieveIt(StudyReport report) {
        this.report = report;
        this.night = Nights.tonight(report);
        this.kept = new KeptChampion(report);
        this.undecided = kept.undecided().size();
    }

    Answer answer() {
        var sentences = new ArrayList<Cell>();
        boolean confirmed = !report.candidates().isEmpty();
        if (confirmed) {
            sentences.add(Cell.whole("Champion and challengers " + (undecided == 0 ? "were" : "are")
                    + " evaluated again with other seeds, the same ones for each,"
                    + " so that they are compared pair by pair."));
            if (undecided > 0) {
                report.confirming()
                        .ifPresent(now -> sentences.add(Cell.whole(now.ended() + " of "
                                + Wording.count(now.planned(), "evaluation") + " of the confirmation ended.")));
            }
            told().ifPresent(sentences::add);
        } else {
            sentences.add(Cell.whole(evaluatedOnce()));
        }
        drift().ifPresent(sentences::add);
        mixed().ifPresent(sentences::add);
        epoch().ifPresent(sentences::add);
        return new Answer(
                "why-believe",
                "Why should I believe it?",
                tone(confirmed),
                Cell.whole(confirmed ? verdict() : "Not yet: nothing was evaluated twice."),
                sentences,
                facts(),
                confirmed ? Optional.of(confirmations()) : Optional.empty());
    }

    private Tone tone(boolean confirmed) {
        if (!report.changedFiles().isEmpty()) {
            return Tone.ATTENTION;
        }
        return confirmed && undecided == 0 ? Tone.GOOD : Tone.NEUTRAL;
    }

    private Optional<Cell> mixed() {
        List<String> files = report.changedFiles();
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of(Cell.whole("Not all of its trials had the same objective: "
                        + Wording.cut(String.join(", ", files), 200)
                        + " changed between two starts of this run, which went on with --accept-changed-files."));
    }

    private String evaluatedOnce() {
        if (report.run().hasSeveralObjectives()) {
            return "Each trial was evaluated once. One that shone by luck may lie on the front.";
        }
        String luck = "Each trial was evaluated once, and the best of many is partly the luckiest. ";
        if (!kept.isAskedFor()) {
            return luck + "With champion: in the study file the best are evaluated again with other seeds before they"
                    + " count.";
        }
        return kept.isOpen()
                ? luck + "When the search has ended, the best are evaluated again with other seeds."
                : "Each trial was evaluated once: nothing was left to be evaluated again.";
    }

    private String notYet() {
        String some = undecided + " of " + Wording.count(report.candidates().size(), "candidate");
        if (report.interrupted()) {
            return "Not yet: interrupted while " + some + (undecided == 1 ? " was" : " were") + " evaluated again.";
        }
        return switch (report.run().status()) {
            case "RUNNING" -> "Not yet: " + some + (undecided == 1 ? " is" : " are") + " being evaluated again.";
            case "STOPPED", "FAILED" -> "Not yet: the next start evaluates " + some + " again.";
            default -> "No: " + some + (undecided == 1 ? " was" : " were") + " not evaluated again to the end.";
        };
    }

    private String verdict() {
        if (undecided > 0) {
            return notYet();
        }
        Optional<Candidate> promoted =
                report.candidates().stream().filter(Candidate::promoted).findFirst();
        if (promoted.isPresent()) {
            Double p = probability(promoted.get());
            return p == null
                    ? "Trial " + promoted.get().trialId() + " was best over " + times(promoted.get())
                            + " with other seeds."
                    : "It won a paired test over " + times(promoted.get()) + ", p " + Wording.probability(p) + ".";
        }
        return report.candidates().stream()
                .map(WhyBelieveIt::probability)
                .filter(p -> p != null)
                .min(Comparator.naturalOrder())
                .map(p -> "No challenger passed the paired test; the smallest p " + Wording.probability(p) + ".")
                .orElse("Nothing was decided: see what came of each.");
    }

    /**
     * What came of the candidate that matters most, unless the second question says it; what came of the others is in a
     * section of its own.
     */
    private Optional<Cell> told() {
        Comparator<Candidate> first = Comparator.comparing(Candidate::promoted)
                .reversed()
                .thenComparing(WhyBelieveIt::probability, Comparator.nullsLast(Comparator.naturalOrder()));
        return report.candidates().stream()
                .filter(candidate -> candidate.role().equals("CHALLENGER")
                        && !candidate.note().isBlank()
                        && !kept.undecided().contains(candidate))
                .min(first)
                .filter(candidate -> !kept.betterButNotPromoted().equals(Optional.of(candidate)))
                .map(candidate -> Cell.whole(
                        "Trial " + candidate.trialId() + ": " + candidate.note().strip()));
    }

    private static String times(Candidate candidate) {
        return Wording.count(candidate.completed(), "evaluation");
    }

    private static @Nullable Double probability(Candidate candidate) {
        return candidate.adjustedPValue() == null ? candidate.pValue() : candidate.adjustedPValue();
    }

    private Optional<Cell> drift() {
        return report.drift().stream()
                .filter(drift -> drift.runKey().equals(report.run().runKey()))
                .findFirst()
                .map(this::drift);
    }

    private Cell drift(Drift drift) {
        String again = "Champion " + drift.champion() + " was evaluated again first, once: "
                + Wording.rounded(drift.objective());
        if (drift.change() == null) {
            return Cell.whole(again + ", for the first time.");
        }
        if (Boolean.FALSE.equals(drift.sameEpoch())) {
            return Cell.whole(again + "; the objective has changed since the last time.");
        }
        double change = drift.change();
        return Cell.whole(again
                + (change == 0
                        ? ", exactly as the last time."
                        : ", " + Wording.rounded(Math.abs(change)) + (change > 0 ? " better" : " worse")
                                + " than the last time. " + chance()));
    }

    /** A reader must not take noise for drift. */
    private String chance() {
        return report.chance()
                .map(chance -> "One evaluation differs from another by about " + Wording.rounded(chance.deviation(), 3)
                        + " by chance: that was the deviation over the " + chance.seeds()
                        + " seeds of its last confirmation.")
                .orElse("How much one evaluation differs from another by chance is not known yet.");
    }

    private Optional<Cell> epoch() {
        return night.filter(now -> now.sameEpoch() != null)
                .map(now -> Cell.whole(
                        Boolean.TRUE.equals(now.sameEpoch())
                                ? "Objective and search space are those of the night before (epoch " + now.epoch()
                                        + ")."
                                : "Objective or search space changed since the night before: epoch " + now.epoch()
                                        + " began, and results are not compared with older ones."));
    }

    private List<Fact> facts() {
        var facts = new ArrayList<Fact>();
        night.ifPresent(now -> facts.add(new Fact("Epoch", Cell.exact(now.epoch()))));
        if (report.candidates().isEmpty() && !report.run().hasSeveralObjectives()) {
            var quantiles = report.distribution().quantiles();
            boolean ofSample = SystematicSample.of(report.run()).isPresent();
            if (report.rungs().isEmpty()) {
                int completed = ofSample
                        ? report.run().completedTrials()
                        : report.distribution().trials();
                facts.add(new Fact("Completed results", Cell.exact(completed)));
            } else {
                facts.add(new Fact(
                        ofSample ? "Completed at the largest budget, of a sample" : "Completed at the largest budget",
                        Cell.exact(report.distribution().trials())));
            }
            if (quantiles.containsKey(0.5)) {
                facts.add(new Fact(ofSample ? "Median of a sample" : "Median", Cell.rounded(quantiles.get(0.5))));
            }
        }
        facts.add(new Fact("Strategy", Cell.of(report.run().strategy())));
        facts.add(new Fact("Seed", Cell.exact(report.run().seed())));
        return facts;
    }

    private DataTable confirmations() {
        List<Candidate> candidates = report.candidates();
        var rows = new ArrayList<List<Cell>>();
        Decimals spreads = Decimals.of(
                4,
                candidates.stream().map(Candidate::mean).toList(),
                candidates.stream().map(Candidate::deviation).toList());
        List<@Nullable Double> changes =
                candidates.stream().map(Candidate::gain).toList();
        Decimals gains = Decimals.of(3, changes, changes);
        for (Candidate candidate : candidates) {
            rows.add(List.of(
                    Cell.of((candidate.role().equals("CHAMPION") ? "Champion" : "Trial " + candidate.trialId())
                            + (candidate.promoted() ? " ✓" : "")),
                    Cell.of(
                            candidate.failed() == 0
                                    ? candidate.completed()
                                    : candidate.completed() + "/" + (candidate.completed() + candidate.failed())),
                    spreads.spread(candidate.mean(), candidate.deviation()),
                    gains.change(candidate.gain()),
                    Cell.probability(probability(candidate))));
        }
        return new DataTable(
                "Evaluated again" + (candidates.stream().anyMatch(Candidate::promoted) ? "; ✓ promoted" : ""),
                DataTable.columns("Candidate", "#n", "#Mean ± deviation", "#Gain", "#p"),
                rows);
    }
}
