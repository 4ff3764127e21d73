package dev.nocturne.report;

import dev.nocturne.report.Answer.Fact;
import dev.nocturne.report.Answer.Tone;
import dev.nocturne.summary.Night;
import dev.nocturne.summary.RunSummary;
import dev.nocturne.summary.StudyReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The first question: did it run? */
final class DidItRun {
    private final RunSummary run;
    private final Optional<Night> night;
    private final Optional<StudyReport.Confirming> confirming;
    private final boolean interrupted;

    DidItRun(StudyReport report) {
        this.run = report.run();
        this.night = Nights.tonight(report);
        this.confirming = report.confirming();
        this.interrupted = report.interrupted();
    }

    Answer answer() {
        var sentences = new ArrayList<Cell>();
        if (run.endedEarly() || !run.status().equals("COMPLETED") && run.endReason() != null) {
            sentences.add(Cell.whole(Wording.sentence(run.endReason())));
        }
        if (interrupted) {
            sentences.add(Cell.whole("Its process ended without a word: the same command goes on with it."));
        }
        night.map(this::comparedWithBefore).ifPresent(sentences::add);
        return new Answer(
                "did-it-run", "Did it run?", tone(), Cell.whole(verdict()), sentences, facts(), Optional.empty());
    }

    private Tone tone() {
        if (!run.status().equals("COMPLETED")) {
            return run.status().equals("RUNNING") && !interrupted ? Tone.NEUTRAL : Tone.ATTENTION;
        }
        return run.completedTrials() == 0 || run.failedTrials() * 10 > run.endedTrials() ? Tone.ATTENTION : Tone.GOOD;
    }

    private String verdict() {
        String some = run.endedTrials() + " of " + Wording.count(run.plannedTrials(), "trial");
        return switch (run.status()) {
            case "COMPLETED" -> completed(some);
            case "RUNNING" ->
                (interrupted ? "Interrupted: " : "Not finished: ") + confirmed().orElse(some) + " ended so far.";
            case "STOPPED" -> "Stopped after " + confirmed().orElse(some) + "; its next start goes on.";
            case "ABANDONED" -> "Left behind for good after " + confirmed().orElse(some) + ".";
            default -> "No: it failed after " + confirmed().orElse(some) + "; its next start goes on.";
        };
    }

    /** How far a run is whose search is over. */
    private Optional<String> confirmed() {
        return confirming.map(
                now -> now.ended() + " of " + Wording.count(now.planned(), "evaluation") + " of the confirmation");
    }

    private String completed(String some) {
        if (run.completedTrials() == 0) {
            return "It ended, but no trial completed.";
        }
        return run.endedEarly()
                ? "Yes: it had enough after " + some + failed() + "."
                : "Yes: all " + Wording.count(run.plannedTrials(), "trial") + " ended" + failed() + ".";
    }

    private String failed() {
        return run.failedTrials() == 0 ? "" : String.format(Locale.ROOT, ", %,d of them failed", run.failedTrials());
    }

    /** How long a start worked is known when it has ended; of one that was killed it never is. */
    private boolean isTimeKnown(Night night) {
        return !run.status().equals("RUNNING")
                && run.endedAt() != null
                && !night.active().isZero();
    }

    private Cell comparedWithBefore(Night night) {
        if (night.previousRunKey() == null) {
            return Cell.whole("It is the first night of this study.");
        }
        String before = Wording.cut(night.previousRunKey(), 40);
        Duration change = night.activeChange();
        if (change == null || change.isZero() || !isTimeKnown(night)) {
            return Cell.whole("It is night " + night.number() + "; the one before was " + before + ".");
        }
        return Cell.whole("It is night " + night.number() + ", and worked " + Wording.duration(change)
                + (change.isNegative() ? " less" : " more") + " than the night before, " + before + ".");
    }

    private List<Fact> facts() {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(
                "Status", Cell.of(run.status().toLowerCase(Locale.ROOT) + (interrupted ? ", by no process" : ""))));
        facts.add(new Fact("Planned", Cell.exact(run.plannedTrials())));
        facts.add(new Fact("Completed", Cell.exact(run.completedTrials())));
        facts.add(new Fact("Failed", Cell.exact(run.failedTrials())));
        facts.add(new Fact("Pruned", Cell.exact(run.prunedTrials())));
        facts.add(new Fact(
                "Carried over", Cell.exact(night.map(Night::carriedOver).orElse(open()))));
        facts.add(new Fact("Restarts", Cell.exact(run.restarts())));
        night.filter(this::isTimeKnown).ifPresent(now -> facts.add(new Fact("Worked", Cell.duration(now.active()))));
        facts.add(new Fact("Evaluations", Cell.duration(run.evaluationTime())));
        facts.add(new Fact("Started", Cell.time(run.startedAt())));
        facts.add(new Fact("Ended", Cell.time(run.endedAt())));
        return facts;
    }

    private int open() {
        return run.runningTrials() + run.interruptedTrials();
    }
}
