package dev.nocturne.report;

import dev.nocturne.summary.Candidate;
import dev.nocturne.summary.Champion;
import dev.nocturne.summary.StudyReport;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How far a run is with the champion that its study keeps. */
final class KeptChampion {
    private final StudyReport report;

    KeptChampion(StudyReport report) {
        this.report = report;
    }

    /** Whether the study file asks for one. */
    boolean isAskedFor() {
        return report.configuration().lines().anyMatch(line -> line.startsWith("champion:"));
    }

    /** Candidates of which nothing is known yet. What was decided has a note that says so, or a mean. */
    List<Candidate> undecided() {
        return report.candidates().stream()
                .filter(candidate -> !isDecided(candidate))
                .toList();
    }

    private static boolean isDecided(Candidate candidate) {
        String note = candidate.note().strip();
        return candidate.mean() != null || !note.isEmpty() && !note.equals("not decided yet");
    }

    /** Whether this run put the champion in its place. */
    boolean isPromotedTonight(Champion champion) {
        return champion.runKey().equals(report.run().runKey())
                && !champion.reason().equals("ROLLBACK");
    }

    /** The challenger that gained the most. */
    Optional<Candidate> bestChallenger() {
        return report.candidates().stream()
                .filter(candidate -> candidate.role().equals("CHALLENGER") && candidate.gain() != null)
                .max(Comparator.comparingDouble(Candidate::gain));
    }

    /** A challenger that was better on average, and yet did not take the champion's place. */
    Optional<Candidate> betterButNotPromoted() {
        return report.champion()
                .filter(champion -> !isPromotedTonight(champion))
                .flatMap(champion -> bestChallenger())
                .filter(best ->
                        best.gain() > 0 && !best.promoted() && !best.note().isBlank());
    }

    /** Whether the run may still come to a decision, now or with its next start. */
    boolean isOpen() {
        return !List.of("COMPLETED", "ABANDONED").contains(report.run().status());
    }
}
