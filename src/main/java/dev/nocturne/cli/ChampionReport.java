package dev.nocturne.cli;

import dev.nocturne.batch.Invocation;
import dev.nocturne.summary.Candidate;
import dev.nocturne.summary.Champion;
import dev.nocturne.summary.Nights;
import dev.nocturne.summary.RunSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what a run found out about its study's champion. */
final class ChampionReport {
    private final Nights nights;

    ChampionReport(Nights nights) {
        this.nights = nights;
    }

    /** A sentence for the outcome, and one for each challenger; none for a run that evaluated nothing again. */
    List<String> lines(RunSummary run) {
        List<Candidate> candidates = nights.candidates(run.runId());
        if (candidates.isEmpty()) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        lines.add(outcome(run, candidates));
        for (Candidate one : candidates) {
            lines.add("  trial " + one.trialId()
                    + (one.role().equals("CHAMPION") ? " (champion)" : "")
                    + ": "
                    + (one.mean() == null
                            ? ""
                            : "mean " + Texts.rounded(one.mean()) + " of " + one.completed() + " seeds")
                    + (one.gain() == null ? "" : ", gain " + Texts.rounded(one.gain()))
                    + probability(one)
                    + (one.mean() == null ? "" : "; ")
                    + one.note());
        }
        return lines;
    }

    private static String probability(Candidate one) {
        if (one.adjustedPValue() == null) {
            return "";
        }
        return one.adjustedPValue() < 0.0001 ? ", p < 0.0001" : ", p = " + Texts.rounded(one.adjustedPValue());
    }

    private String outcome(RunSummary run, List<Candidate> candidates) {
        Optional<Champion> promoted = nights.champions(run.study()).stream()
                .filter(champion -> champion.runKey().equals(run.runKey()))
                .filter(champion ->
                        champion.reason().equals("FIRST") || champion.reason().equals("TEST"))
                .findFirst();
        boolean hadChampion = candidates.stream().anyMatch(one -> one.role().equals("CHAMPION"));
        return promoted.map(champion -> "Trial " + champion.trialId() + " is champion " + champion.number()
                        + " from now on. All champions: " + Invocation.of("champion", run.study()))
                .orElse(hadChampion ? "The champion stays." : "No champion was chosen.");
    }
}
