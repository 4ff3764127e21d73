package dev.nocturne.objective.command;

import dev.nocturne.objective.EvaluationException;
import dev.nocturne.objective.MultiObjective;
import dev.nocturne.objective.ObjectiveProblem;
import dev.nocturne.objective.ObjectiveSettings;
import dev.nocturne.objective.TrialContext;
import dev.nocturne.objective.protocol.Excerpt;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.Goal;
import dev.nocturne.study.Study;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * An external program: started without a shell, one process for each attempt, ended with all its children. Thread-safe.
 *
 * <p>Memory is bounded whatever the program prints. On Linux also children that left the process tree are found, by
 * their environment; a process that both leaves the tree and clears its environment is not.
 */
public final class CommandObjective implements MultiObjective {
    private final ObjectiveSettings.Command settings;
    private final List<ArgumentTemplate> command;
    private final Set<String> parameters = new LinkedHashSet<>();
    private final List<Goal> goals;
    private final TrialEnvironment environment;

    /**
     * The objective for settings in which {@link #check} finds nothing wrong.
     *
     * @param runToken marks every process of the run; printable ASCII, not blank
     */
    public CommandObjective(ObjectiveSettings.Command settings, Study study, String runToken) {
        if (runToken.isBlank() || !runToken.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException("A run token is printable ASCII, but this is '" + runToken + "'.");
        }
        this.settings = settings;
        command = settings.command().stream().map(ArgumentTemplate::new).toList();
        study.space().parameters().stream().map(Parameter::name).forEach(parameters::add);
        goals = study.goals();
        environment = new TrialEnvironment(settings.environment(), runToken);
    }

    /** A program that cannot be found, a parameter that does not exist, names that collide. */
    public static List<ObjectiveProblem> check(ObjectiveSettings.Command settings, SearchSpace space) {
        return new CommandCheck(settings, space).problems();
    }

    /** Measurements are reported on a thread of their own, one at a time, and never after this method has ended. */
    @Override
    public double[] evaluateAll(TrialContext trial) throws EvaluationException, InterruptedException {
        Process program = start(trial);
        var output = new ProgramOutput(trial);
        var errors = new OutputTail();
        String thread = "trial-" + trial.trialId();
        var stdout = PipeReader.start(
                thread + "-stdout",
                program.getInputStream(),
                new OutputLines(output)::readAll,
                program::destroyForcibly);
        var stderr = PipeReader.start(
                thread + "-stderr", program.getErrorStream(), errors::readAll, program::destroyForcibly);
        try {
            boolean ended = awaitAndEnd(program, trial);
            stdout.await();
            stderr.await();
            var outcome = new ProgramOutcome(output, errors);
            return ended
                    ? outcome.results(program.exitValue(), goals)
                    : outcome.timeout(settings.timeout().orElseThrow());
        } finally {
            output.close();
        }
    }

    private Process start(TrialContext trial) throws EvaluationException {
        List<String> arguments = command.stream()
                .map(argument -> argument.fill(parameters, trial.parameters()))
                .toList();
        var builder = new ProcessBuilder(arguments)
                .directory(settings.workingDirectory().toFile());
        try {
            environment.apply(builder.environment(), trial);
            return builder.start();
        } catch (IOException | IllegalArgumentException e) {
            throw new EvaluationException(
                    FailureKind.COULD_NOT_START,
                    "The program could not be started: " + Excerpt.endOf(String.valueOf(e.getMessage())));
        }
    }

    /** Whether the program ended by itself in time; either way it and its children are gone afterwards. */
    private boolean awaitAndEnd(Process program, TrialContext trial) throws InterruptedException {
        try {
            closeInput(program);
            if (settings.timeout().isEmpty()) {
                program.waitFor();
                return true;
            }
            return program.waitFor(
                    TimeUnit.NANOSECONDS.convert(settings.timeout().get()), TimeUnit.NANOSECONDS);
        } finally {
            Set<String> marks = Set.of(
                    TrialEnvironment.RUN + "=" + environment.runToken(),
                    TrialEnvironment.TRIAL_ID + "=" + trial.trialId(),
                    TrialEnvironment.ATTEMPT + "=" + trial.attempt());
            Termination.end(() -> {
                Set<ProcessHandle> living = new HashSet<>(MarkedProcesses.with(marks));
                living.add(program.toHandle());
                return living;
            });
        }
    }

    private static void closeInput(Process program) {
        try {
            program.getOutputStream().close();
        } catch (IOException e) {
            return; // The program has closed it already.
        }
    }
}
