package dev.nocturne.batch;

import dev.nocturne.store.RunState;
import dev.nocturne.summary.RunFacts;
import dev.nocturne.summary.RunSummary;
import java.util.List;
import java.util.Optional;

/** How a run is, in a sentence or two. */
final class Verdict {
    private static final String AGAIN = "; start the same command again.";

    private final RunSummary run;
    private final RunFacts facts;
    private final Optional<Diagnosis.Owner> owner;

    private Verdict(RunSummary run, RunFacts facts, Optional<Diagnosis.Owner> owner) {
        this.run = run;
        this.facts = facts;
        this.owner = owner;
    }

    static String of(
            RunSummary run,
            RunFacts facts,
            Optional<Diagnosis.Owner> owner,
            List<Diagnosis.InFlight> inFlight,
            RunState state) {
        var verdict = new Verdict(run, facts, owner);
        return switch (run.status()) {
            case "COMPLETED" ->
                "Complete: " + verdict.progress() + "."
                        + facts.enough().map(why -> " It had enough: " + why).orElse("");
            case "FAILED" -> "Failed: " + verdict.reason();
            case "STOPPED" -> "Stopped: " + verdict.reason();
            case "ABANDONED" -> "Left behind: " + verdict.reason();
            default -> verdict.ofRunning(inFlight, state);
        };
    }

    private String reason() {
        return run.endReason() == null ? "nobody said why." : run.endReason();
    }

    private String progress() {
        return run.endedTrials() + " of " + run.plannedTrials() + " trials have ended";
    }

    private String process() {
        return owner.map(Verdict::named).orElse("a process");
    }

    private static String named(Diagnosis.Owner owner) {
        return "process " + owner.pid() + " on " + owner.host();
    }

    private String ofRunning(List<Diagnosis.InFlight> inFlight, RunState state) {
        if (facts.lease().map(RunFacts.Lease::isOver).orElse(false)
                && owner.map(known -> known.life() != Diagnosis.Life.GONE).orElse(false)) {
            return "Without a sign of life: " + process() + " has not renewed its lease for "
                    + Words.of(facts.lease().get().left().negated())
                    + "; it was killed, is frozen or is cut off from the database. The next start takes the run over.";
        }
        if (!owner.map(Diagnosis.Owner::holdsRun).orElse(false)) {
            return notHeld();
        }
        for (Diagnosis.InFlight trial : inFlight) {
            if (trial.suspicion().isPresent()) {
                return "Stuck: trial " + trial.trial().trialId() + " has been running for " + Words.of(trial.running())
                        + ", " + trial.suspicion().get() + ".";
            }
        }
        if (inFlight.isEmpty() && state.hasWork() && facts.lentWorkers().isEmpty()) {
            return "Idle: " + process() + " executes the run, " + progress()
                    + ", but nobody evaluates a trial at this moment.";
        }
        return "Healthy: " + process() + " executes the run, " + progress() + ".";
    }

    private String notHeld() {
        if (owner.map(known -> known.life() == Diagnosis.Life.LIVES).orElse(false)) {
            return "Unclear: " + process() + " lives, but does not hold the run; it may be starting, or waiting for the"
                    + " database. Look again in a minute.";
        }
        boolean goesOn = facts.inFlight().stream().anyMatch(RunFacts.InFlight::goesOnElsewhere);
        return "Killed: its " + owner.map(Verdict::named).orElse("process") + " is gone"
                + (goesOn ? ", while workers elsewhere go on with their trials" : "") + AGAIN;
    }
}
