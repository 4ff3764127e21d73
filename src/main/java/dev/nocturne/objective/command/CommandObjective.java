package dev.nocturne.objective.command;

import dev.nocturne.objective.EvaluationException;
import dev.nocturne.objective.MultiObjective;
import dev.nocturne.objective.ObjectiveProblem;
import dev.nocturne.objective.ObjectiveSettings;
import dev.nocturne.objective.ProgramEnd;
import dev.nocturne.objective.TrialContext;
import dev.nocturne.objective.protocol.Excerpt;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.Goal;
import dev.nocturne.study.Study;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An external program: started without a shell, one process for each attempt, ended with all its children. Thread-safe.
 *
 * <p>Memory is bounded whatever the program prints. A program whose trial turns out to be hopeless is ended. On Linux also children that left the process tree are found, by
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
        var printed = new OutputTail();
        var errors = new OutputTail();
        var exitCode = OptionalInt.empty();
        String thread = "trial-" + trial.trialId();
        var stdout = PipeReader.start(
                thread + "-stdout",
                printed.alongside(program.getInputStream()),
                new OutputLines(output)::readAll,
                program::destroyForcibly);
        var stderr = PipeReader.start(
                thread + "-stderr", program.getErrorStream(), errors::readAll, program::destroyForcibly);
        try {
            boolean ended = awaitAndEnd(program, output.hopeless(), trial);
            stderr.await();
            if (!ended && output.hopeless().isDone()) {
                return nothing(); // What is left of its stdout is not the trial's any more.
            }
            stdout.await();
            exitCode = ended ? OptionalInt.of(program.exitValue()) : exitCode;
            var outcome = new ProgramOutcome(output, errors);
            return ended
                    ? outcome.results(program.exitValue(), goals)
                    : outcome.timeout(settings.timeout().orElseThrow());
        } finally {
            output.close();
            trial.ended(new ProgramEnd(OptionalLong.of(program.pid()), exitCode, printed.text(), errors.text()));
        }
    }

    /** No results: those of a hopeless trial are not asked for. */
    private double[] nothing() {
        double[] results = new double[goals.size()];
        Arrays.fill(results, Double.NaN);
        return results;
    }

    /**
     * The line from which the result was read.
     *
     * @param output the end of what a program printed, in lines
     * @param several whether the study has several objectives
     * @return empty if it is not among them
     */
    public static Optional<String> resultLine(String output, boolean several) {
        var lines = output.lines().toList();
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (ProgramOutput.isResult(lines.get(i), several)) {
                return Optional.of(lines.get(i));
            }
        }
        return Optional.empty();
    }

    /** The program and its arguments as they are started for a trial. */
    public List<String> arguments(Point point) {
        return command.stream()
                .map(argument -> argument.fill(parameters, point))
                .toList();
    }

    private Process start(TrialContext trial) throws EvaluationException {
        var builder = new ProcessBuilder(arguments(trial.parameters()))
                .directory(settings.workingDirectory().toFile());
        try {
            environment.apply(builder.environment(), trial);
            return builder.start();
        } catch (IOException | IllegalArgumentException e) {
            trial.ended(new ProgramEnd(OptionalLong.empty(), OptionalInt.empty(), "", ""));
            throw new EvaluationException(
                    FailureKind.COULD_NOT_START,
                    "The program could not be started: " + Excerpt.endOf(String.valueOf(e.getMessage())));
        }
    }

    /**
     * Waits until the program has ended, its trial is hopeless, or its time is over; in any case it and its children are
     * gone afterwards.
     *
     * @return whether it ended by itself
     */
    private boolean awaitAndEnd(Process program, CompletableFuture<Void> hopeless, TrialContext trial)
            throws InterruptedException {
        try {
            closeInput(program);
            var end = CompletableFuture.anyOf(program.onExit(), hopeless);
            if (settings.timeout().isEmpty()) {
                end.get();
            } else {
                end.get(TimeUnit.NANOSECONDS.convert(settings.timeout().get()), TimeUnit.NANOSECONDS);
            }
            return !program.isAlive();
        } catch (TimeoutException tooLong) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("Waiting for a program does not fail", impossible);
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
