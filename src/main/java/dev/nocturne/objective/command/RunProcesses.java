package dev.nocturne.objective.command;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The processes that command objectives of a run have started, wherever they stand in the process tree. */
public final class RunProcesses {
    private RunProcesses() {}

    /**
     * A process that was started for an attempt and lives, on this machine.
     *
     * @param trialId as its environment says
     * @param attempt as its environment says
     */
    public record Living(long pid, int trialId, int attempt) {}

    /**
     * The processes of a run that live, also those of workers lent to it, as far as this user may see them; none are found
     * but on Linux. Only looks.
     *
     * @param runToken as given to {@link dev.nocturne.objective.ObjectiveFactory#create}; that of a lent worker has a slash and
     *     more after it
     */
    public static List<Living> living(String runToken) {
        String mark = TrialEnvironment.RUN + "=" + runToken;
        return MarkedProcesses.whose(environment -> environment.stream()
                        .anyMatch(variable -> variable.equals(mark) || variable.startsWith(mark + "/")))
                .entrySet()
                .stream()
                .map(found -> new Living(
                        found.getKey().pid(),
                        number(found.getValue(), TrialEnvironment.TRIAL_ID),
                        number(found.getValue(), TrialEnvironment.ATTEMPT)))
                .sorted(Comparator.comparingLong(Living::pid))
                .toList();
    }

    /** What a program may have made of its own environment is no number of ours. */
    private static int number(Set<String> environment, String variable) {
        return environment.stream()
                .filter(entry -> entry.matches(variable + "=\\d{1,9}"))
                .mapToInt(entry -> Integer.parseInt(entry.substring(variable.length() + 1)))
                .findFirst()
                .orElse(-1);
    }

    /** The process of that number on this machine, if it runs; one that is dead and only not yet reaped does not. */
    public static Optional<ProcessHandle> running(long pid) {
        return ProcessHandle.of(pid).filter(Termination::runs);
    }

    /**
     * Ends all processes of a run that still live, with their descendants: those that a killed night left behind. To be
     * called when nobody else executes the run on this machine; never ends this process or one that it descends from.
     * On Linux only; elsewhere it does nothing. Blocks for at most some seconds.
     *
     * @param runToken as given to {@link dev.nocturne.objective.ObjectiveFactory#create}
     * @return how many processes were found
     */
    public static int kill(String runToken) {
        Set<String> mark = Set.of(TrialEnvironment.RUN + "=" + runToken);
        return Termination.end(() -> MarkedProcesses.with(mark));
    }
}
