package dev.nocturne.cli;

import dev.nocturne.batch.Diagnosis;
import dev.nocturne.batch.Words;
import dev.nocturne.summary.RunFacts;
import dev.nocturne.summary.RunSummary;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** A diagnosis for a person, in plain lines: what it comes to first, what the next start does last. */
final class DiagnosisReport {
    private static final int LONGEST_PAYLOAD = 120;
    private static final int LAST_LINES = 5;
    private static final int MOST_TRIALS = 20;

    private final PrintWriter out;

    DiagnosisReport(PrintWriter out) {
        this.out = out;
    }

    void print(Diagnosis diagnosis) {
        say(diagnosis.verdict());
        say("");
        status(diagnosis);
        diagnosis.owner().ifPresent(owner -> owner(owner, diagnosis.facts()));
        workers(diagnosis.facts().lentWorkers());
        inFlight(diagnosis);
        failures(diagnosis.facts().failures());
        events(diagnosis.facts().events());
        diagnosis.warnings().forEach(this::say);
        say("");
        say("Next: " + diagnosis.next());
        out.flush();
    }

    private void status(Diagnosis diagnosis) {
        RunSummary run = diagnosis.run();
        say("Study " + run.study() + ", run " + run.runKey() + ": " + run.status() + " for "
                + Words.of(diagnosis.since()) + ", started "
                + Texts.exact(run.startedAt()) + (run.restarts() == 0 ? "" : ", restarts: " + run.restarts()));
        if (run.endReason() != null) {
            say("  because: " + run.endReason());
        }
        diagnosis.facts().enough().ifPresent(why -> say("  it hands out no new trials: " + why));
        say("  trials: " + run.completedTrials() + " completed, " + run.failedTrials() + " failed, "
                + diagnosis.inFlight().size() + " in flight, "
                + diagnosis.facts().waiting().size() + " to be attempted again, " + run.plannedTrials() + " planned");
        waiting(diagnosis.facts().waiting());
    }

    private void waiting(List<Integer> trials) {
        if (!trials.isEmpty()) {
            say("  to be attempted again: "
                    + trials.stream().limit(MOST_TRIALS).map(String::valueOf).collect(Collectors.joining(", "))
                    + (trials.size() > MOST_TRIALS ? ", …" : ""));
        }
    }

    private void owner(Diagnosis.Owner owner, RunFacts facts) {
        say("Last started by process " + owner.pid() + " on " + owner.host() + ", which " + inWords(owner.life()) + "; "
                + (owner.holdsRun()
                        ? "a living process holds the run's lock"
                        : "no living process holds the run's lock")
                + facts.lease().map(lease -> ", the lease " + inWords(lease)).orElse("") + ".");
    }

    private static String inWords(Diagnosis.Life life) {
        return switch (life) {
            case LIVES -> "lives";
            case GONE -> "is gone";
            case OUT_OF_SIGHT -> "cannot be seen from this machine";
        };
    }

    private static String inWords(RunFacts.Lease lease) {
        return lease.isOver()
                ? "has been over for " + Words.of(lease.left().negated())
                : "lasts for another " + Words.of(lease.left());
    }

    private void workers(List<RunFacts.LentWorker> workers) {
        workers.forEach(worker -> say("Worker " + worker.worker() + ": process " + worker.pid() + " on " + worker.host()
                + ", its lease " + inWords(worker.lease()) + "."));
    }

    private void inFlight(Diagnosis diagnosis) {
        if (!diagnosis.inFlight().isEmpty()) {
            say("In flight, as recorded:");
        }
        for (Diagnosis.InFlight trial : diagnosis.inFlight()) {
            say("  trial " + trial.trial().trialId() + ", attempt "
                    + trial.trial().attempt() + ", for "
                    + Words.of(trial.running()) + ", worker " + trial.trial().worker() + ", whose process "
                    + inWords(trial.worker()) + (trial.trial().leaseOver() ? " and whose lease is over" : "")
                    + programs(trial.programs())
                    + trial.suspicion().map(why -> ": " + why).orElse(""));
        }
        if (!diagnosis.strays().isEmpty()) {
            say("Processes of the run that belong to no trial in flight: " + joined(diagnosis.strays()) + ".");
        }
    }

    private static String programs(List<Long> pids) {
        if (pids.isEmpty()) {
            return "";
        }
        return pids.size() == 1
                ? ", its program " + pids.get(0) + " lives"
                : ", its programs " + joined(pids) + " live";
    }

    private static String joined(List<Long> pids) {
        return pids.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private void failures(List<RunFacts.FailureGroup> failures) {
        if (!failures.isEmpty()) {
            say("Failed attempts:");
        }
        for (RunFacts.FailureGroup failure : failures) {
            say("  " + failure.count() + " x " + failure.kind() + ", the latest in trial " + failure.trialId()
                    + ", attempt " + failure.attempt() + ", at " + Texts.exact(failure.at())
                    + (failure.exitCode().isPresent()
                            ? ", exit code " + failure.exitCode().getAsInt()
                            : "") + ":");
            say("    " + failure.message());
            List<String> lines = failure.errorOutput().lines().toList();
            lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).forEach(line -> say("    | " + line));
        }
    }

    private void events(List<RunFacts.Event> events) {
        if (!events.isEmpty()) {
            say("Last events, the latest first:");
        }
        events.forEach(event -> say("  " + Texts.exact(event.at()) + " " + event.type()
                + (event.trialId() == null ? "" : " " + event.trialId()) + " " + shortened(event.payload())));
    }

    private static String shortened(String payload) {
        return payload.length() <= LONGEST_PAYLOAD ? payload : payload.substring(0, LONGEST_PAYLOAD) + "…";
    }

    private void say(String line) {
        out.println(Texts.printable(line));
    }
}
