package dev.nocturne.batch;

import dev.nocturne.objective.command.RunProcesses;
import dev.nocturne.store.JdbcWorkers;
import dev.nocturne.store.RunRecord;

/** Programs that objectives of a run started on this machine, in processes that were lost and are dead. */
final class LostPrograms {
    private LostPrograms() {}

    /** Ends them. A process that is only frozen ends its own when it finds its lease gone. */
    static void end(JdbcWorkers workers, RunRecord run) {
        workers.lostHere(run.runId()).stream()
                .filter(lost -> ProcessHandle.of(lost.pid()).isEmpty())
                .forEach(lost -> RunProcesses.kill(run.lentToken(lost.process())));
    }
}
