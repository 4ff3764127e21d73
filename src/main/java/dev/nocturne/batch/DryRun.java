package dev.nocturne.batch;

import dev.nocturne.config.StudyPlan;
import dev.nocturne.engine.AttemptResult;
import dev.nocturne.engine.Rehearsal;
import dev.nocturne.engine.RehearsedPoint;
import dev.nocturne.objective.Objective;
import dev.nocturne.objective.ObjectiveFactory;
import dev.nocturne.objective.ProgramEnd;
import dev.nocturne.objective.command.CommandObjective;
import dev.nocturne.study.PrunerSettings;
import dev.nocturne.study.Study;
import dev.nocturne.study.TrialState;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Starts the objective of a study once, before its night. No database is opened, and nothing is recorded. For one thread,
 * but for the end.
 */
public final class DryRun {
    private final Study study;
    private final RehearsedPoint point;
    private final Objective objective;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private @Nullable Rehearsal rehearsal;
    private boolean cutShort;

    private DryRun(StudyPlan plan, Clock clock, LongSupplier nanoTime) {
        this.study = plan.study();
        this.clock = clock;
        this.nanoTime = nanoTime;
        point = RehearsedPoint.of(study, StudyFiles.strategies());
        objective = new ObjectiveFactory().create(plan.objective(), study, "dry-run-" + UUID.randomUUID());
    }

    /** A dry run of a study that was found to be valid. */
    public static DryRun of(StudyPlan plan) {
        return new DryRun(plan, Clock.systemUTC(), System::nanoTime);
    }

    /** What is tried, a value for each parameter. */
    public Map<String, String> parameters() {
        var texts = new LinkedHashMap<String, String>();
        point.point().values().forEach((name, value) -> texts.put(name, value.text()));
        return texts;
    }

    /** Why that is tried, in a few words. */
    public String origin() {
        return switch (point.origin()) {
            case ENQUEUED -> "the first enqueued point";
            case MIDDLE -> "the middle of the search space";
            case DRAWN -> "a random point, as the constraints refuse the middle of the search space";
        };
    }

    /** The program and its arguments as a shell would take them; empty if the objective is no program. */
    public Optional<String> commandLine() {
        return objective instanceof CommandObjective command
                ? Optional.of(command.arguments(point.point()).stream()
                        .map(Invocation::quoted)
                        .collect(Collectors.joining(" ")))
                : Optional.empty();
    }

    /** Whether the study ends hopeless trials early, for which they must measure something. */
    public boolean needsMeasurements() {
        return !(study.pruner() instanceof PrunerSettings.None);
    }

    /** Whether trials differ in how much effort they take. */
    public boolean hasBudgets() {
        return StudyFiles.strategies().hasRungs(study.strategy());
    }

    /** Makes the attempt. */
    public DryRunResult evaluate() {
        try (var checkpoints = TemporaryFolder.create();
                objective) {
            var evaluation = new Rehearsal(study, objective, checkpoints.path(), clock, nanoTime);
            attach(evaluation);
            return result(evaluation.evaluate(point.attempt(study)));
        }
    }

    private synchronized void attach(Rehearsal evaluation) {
        rehearsal = evaluation;
        if (cutShort) {
            evaluation.cutShort();
        }
    }

    /** Ends the attempt, with all processes that it started. To be called from another thread. */
    public synchronized void cutShort() {
        cutShort = true;
        if (rehearsal != null) {
            rehearsal.cutShort();
        }
    }

    /** How long the night takes if all trials are like that. */
    public Forecast forecast(DryRunResult result) {
        return Forecast.of(study, StudyFiles.strategies().capacity(study), result.duration(), clock.instant());
    }

    private DryRunResult result(AttemptResult attempt) {
        List<DryRunResult.Measured> measurements = attempt.measurements().stream()
                .map(measurement -> new DryRunResult.Measured(measurement.step(), measurement.value()))
                .toList();
        String printed = attempt.program().map(ProgramEnd::output).orElse("");
        var program = attempt.program()
                .map(end -> new DryRunResult.Program(end.pid(), end.exitCode(), end.output(), end.errorOutput()));
        return new DryRunResult(program, measurements, verdict(attempt.outcome(), printed), attempt.duration());
    }

    private DryRunResult.Verdict verdict(TrialState outcome, String printed) {
        if (outcome instanceof TrialState.Completed completed) {
            return new DryRunResult.Read(
                    completed.byName(study.goals()), CommandObjective.resultLine(printed, study.hasSeveralGoals()));
        }
        return outcome instanceof TrialState.Failed failed
                ? new DryRunResult.Failed(failed.kind().name(), failed.message())
                : new DryRunResult.CutShort();
    }
}
