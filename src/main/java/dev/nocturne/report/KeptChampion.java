package dev.nocturne.report;

import dev.nocturne.summary.Candidate;
import dev.nocturne.summary.StudyReport;
import java.util.List;

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

    /** Whether the run may still come to a decision, now or with its next start. */
    boolean isOpen() {
        return !List.of("COMPLETED", "ABANDONED").contains(report.run().status());
    }
}
