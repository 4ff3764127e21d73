package dev.nocturne.objective.command;

import java.util.Set;

/** The processes that command objectives of a run have started, wherever they stand in the process tree. */
public final class RunProcesses {
    private RunProcesses() {}

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
