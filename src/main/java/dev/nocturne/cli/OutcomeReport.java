package dev.nocturne.cli;

import dev.nocturne.batch.Invocation;
import dev.nocturne.batch.NocturneContext;
import dev.nocturne.batch.RunOutcome;
import dev.nocturne.summary.FrontTrial;
import dev.nocturne.summary.RunSummary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says how a request to run ended, and chooses the exit code. */
final class OutcomeReport {
    private final PrintWriter out;
    private final PrintWriter err;
    private final NocturneContext context;
    private final Optional<Path> report;

    OutcomeReport(PrintWriter out, PrintWriter err, NocturneContext context, Optional<Path> report) {
        this.report = report;
        this.out = out;
        this.err = err;
        this.context = context;
    }

    int print(RunOutcome outcome) {
        int code = code(outcome);
        out.flush();
        err.flush();
        return code;
    }

    private int code(RunOutcome outcome) {
        if (outcome instanceof RunOutcome.Completed completed) {
            return completed(completed.run());
        } else if (outcome instanceof RunOutcome.AlreadyComplete complete) {
            say("Run " + complete.run().runKey() + " of " + complete.run().study()
                    + " is already complete: nothing to do. --new starts another one.");
            return completed(complete.run());
        } else if (outcome instanceof RunOutcome.Stopped stopped) {
            return stopped(stopped);
        } else if (outcome instanceof RunOutcome.WindowOver over) {
            return windowOver(over);
        } else if (outcome instanceof RunOutcome.OutsideWindow outside) {
            complain("Nothing was done: the window of " + outside.study() + " opens at " + outside.opensAt()
                    + ". Start the same command again then.");
            return ExitStatus.STOPPED;
        } else if (outcome instanceof RunOutcome.Failed failed) {
            complain(failed.reason());
            failed.failedOfItsTrials().ifPresent(this::explainFailures);
            return ExitStatus.FAILED;
        }
        var elsewhere = (RunOutcome.ExecutedElsewhere) outcome;
        complain("Run " + elsewhere.runKey() + " of " + elsewhere.study() + " is being executed by " + elsewhere.owner()
                + ". Nothing was changed. Watch it with: " + Invocation.of("status", elsewhere.study()));
        return ExitStatus.EXECUTED_ELSEWHERE;
    }

    private int stopped(RunOutcome.Stopped stopped) {
        Optional<RunSummary> run = stopped.run();
        complain("Stopped (" + stopped.reason() + ")"
                + run.map(r -> " with " + r.endedTrials() + " of " + r.plannedTrials() + " trials ended")
                        .orElse("")
                + ". Start the same command again to continue.");
        return ExitStatus.STOPPED;
    }

    private int windowOver(RunOutcome.WindowOver over) {
        RunSummary run = over.run();
        complain("Stopped (" + over.reason() + ") with " + run.endedTrials() + " of " + run.plannedTrials()
                + " trials ended. "
                + (over.carryOver()
                        ? "The next night goes on with them: start the same command then."
                        : "The next night begins a run of its own; to go on with this one, start the same command with --run "
                                + run.runKey() + ", or set carry-over: true."));
        return ExitStatus.STOPPED;
    }

    private int completed(RunSummary run) {
        Optional<List<String>> results = run.hasSeveralObjectives() ? front(run) : best(run);
        if (results.isEmpty()) {
            complain(noneCompleted(run));
            if (run.failedTrials() > 0) {
                explainFailures(run);
            }
            return ExitStatus.FAILED;
        }
        say(run.endedTrials() + " trials ended" + (run.totalTime() == null ? "" : " in " + Texts.clock(run.totalTime()))
                + (run.failedTrials() == 0 ? "" : ", " + run.failedTrials() + " of them failed")
                + (run.prunedTrials() == 0 ? "" : ", " + run.prunedTrials() + " were pruned") + ".");
        if (run.endedEarly()) {
            say("The run had enough before all " + run.plannedTrials() + " planned trials: " + run.endReason() + ".");
        }
        if (run.failedTrials() > 0) {
            explainFailures(run);
        }
        results.get().forEach(this::say);
        new ChampionReport(context.nights()).lines(run).forEach(this::say);
        report.ifPresent(file -> say("Report: " + file));
        say("Recorded in " + context.database() + ". See all trials: " + Invocation.of("trials", run.study()));
        return ExitStatus.COMPLETED;
    }

    private static String noneCompleted(RunSummary run) {
        String name = "run " + run.runKey() + " of " + run.study();
        if ("MAX_DURATION".equals(run.endCondition())) {
            return "No trial of " + name + " completed in time, so there is no best one: " + run.endReason()
                    + ". Give it more with max-duration and grace, see that single trials take less, and begin afresh with"
                    + " --new.";
        }
        if (run.failedTrials() == run.endedTrials()) {
            return "All " + run.failedTrials() + " trials of " + name
                    + " failed, so there is no best one. Mend the objective and begin afresh with --new.";
        }
        return "No trial of " + name + " completed, so there is no best one: " + run.failedTrials() + " failed and "
                + run.prunedTrials() + " were pruned. Let the pruner begin later, and begin afresh with --new.";
    }

    private Optional<List<String>> best(RunSummary run) {
        return context.summaries().best(run).map(best -> {
            var lines = new ArrayList<String>();
            lines.add("Best objective " + Texts.exact(best.objective()) + " in trial " + best.trialId() + ":");
            best.parameters().forEach((name, value) -> lines.add("  " + name + " = " + Texts.exact(value)));
            return lines;
        });
    }

    private Optional<List<String>> front(RunSummary run) {
        List<FrontTrial> front = context.summaries().front(run);
        if (front.isEmpty()) {
            return Optional.empty();
        }
        var report = new FrontReport(run, context.summaries().objectives(run), front, List.of());
        var lines = new ArrayList<String>();
        lines.add(report.headline() + ":");
        report.bestOfEach().forEach(line -> lines.add("  " + line));
        lines.add("All of them: " + Invocation.of("best", run.study()));
        return Optional.of(lines);
    }

    private void explainFailures(RunSummary run) {
        context.summaries().firstFailure(run).ifPresent(first -> complain("The first failure was " + first));
        complain("All failures: " + Invocation.of("sql", "select * from v_failure"));
    }

    private void say(String line) {
        out.println(Texts.printable(line));
    }

    private void complain(String sentence) {
        sentence.lines().forEach(line -> err.println(Texts.printable(line)));
    }
}
