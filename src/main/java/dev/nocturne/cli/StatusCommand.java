package dev.nocturne.cli;

import dev.nocturne.batch.NocturneContext;
import dev.nocturne.batch.NothingRecordedException;
import dev.nocturne.summary.RunSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        description = "Lists the runs, the latest first. Works while a run runs, and does not disturb it.",
        footer = {"  java -jar nocturne.jar status", "  java -jar nocturne.jar status breast-cancer --format csv"})
final class StatusCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of(
            "study",
            "run_key",
            "status",
            "executing",
            "planned_trials",
            "completed_trials",
            "failed_trials",
            "best_objective",
            "best_trial_id",
            "restarts",
            "started_at",
            "ended_at",
            "end_reason");

    private final NocturneCommand nocturne;

    @Spec
    private CommandSpec spec;

    @Mixin
    private FormatOption format;

    @Parameters(paramLabel = "STUDY", arity = "0..1", description = "Only this study: its name, or its file.")
    private @Nullable String study;

    StatusCommand(NocturneCommand nocturne) {
        this.nocturne = nocturne;
    }

    @Override
    public Integer call() {
        try (NocturneContext context = nocturne.openForReading()) {
            Optional<String> wanted = Optional.ofNullable(study).map(context.selection()::study);
            List<RunSummary> runs = context.summaries().runs(wanted);
            format.value().write(spec.commandLine().getOut(), sink -> {
                boolean withFront = runs.stream().anyMatch(RunSummary::hasSeveralObjectives);
                var columns = new ArrayList<>(COLUMNS);
                if (withFront) {
                    columns.add("front_trials");
                }
                boolean withPruned = runs.stream().anyMatch(run -> run.prunedTrials() > 0);
                if (withPruned) {
                    columns.add("pruned_trials");
                }
                List<Integer> elsewhere =
                        runs.stream().map(run -> elsewhere(run, context)).toList();
                boolean withWorkers = elsewhere.stream().anyMatch(workers -> workers > 0);
                if (withWorkers) {
                    columns.add("workers_elsewhere");
                }
                sink.columns(columns);
                for (int i = 0; i < runs.size(); i++) {
                    RunSummary run = runs.get(i);
                    List<@Nullable Object> cells = cells(run, context.control().isExecuting(run), elsewhere.get(i) > 0);
                    if (withFront) {
                        cells.add(run.frontTrials());
                    }
                    if (withPruned) {
                        cells.add(run.prunedTrials());
                    }
                    if (withWorkers) {
                        cells.add(elsewhere.get(i));
                    }
                    sink.row(cells);
                }
            });
            if (runs.isEmpty()) {
                spec.commandLine().getErr().println(NothingRecordedException.sentence(context.database()));
            }
            context.sinks().stream()
                    .filter(sink -> sink.isFailing())
                    .map(SinkLines::behind)
                    .forEach(spec.commandLine().getErr()::println);
        } catch (NothingRecordedException nothing) {
            spec.commandLine().getErr().println(nothing.getMessage());
        }
        return ExitStatus.COMPLETED;
    }

    /** A run that has ended has none, though some may still be on their way home. */
    private static int elsewhere(RunSummary run, NocturneContext context) {
        return run.status().equals("RUNNING") ? context.control().workersElsewhere(run) : 0;
    }

    private static List<@Nullable Object> cells(RunSummary run, boolean executing, boolean goesOn) {
        return new ArrayList<>(Arrays.asList(
                run.study(),
                run.runKey(),
                run.status(),
                executing ? "yes" : "no",
                run.plannedTrials(),
                run.completedTrials(),
                run.failedTrials(),
                run.bestObjective(),
                run.bestTrialId(),
                run.restarts(),
                run.startedAt(),
                run.endedAt(),
                run.status().equals("RUNNING") && !executing
                        ? "its process ended without a word" + (goesOn ? ", workers elsewhere go on" : "")
                                + ": start the same command again to continue"
                        : run.endReason()));
    }
}
