package dev.nocturne.batch;

import dev.nocturne.objective.command.RunProcesses;
import dev.nocturne.store.JdbcRuns;
import dev.nocturne.store.RunLock;
import dev.nocturne.store.RunLocks;
import dev.nocturne.store.RunRecord;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides which run a request means, and takes its lock. */
final class RunFinder {
    private final JdbcRuns runs;
    private final RunLocks locks;
    private final CheckpointFolder checkpoints;
    private final Clock clock;

    /**
     * The run that was meant.
     *
     * @param lock held by the caller; null if another live process executes the run
     */
    record Found(String runKey, @Nullable RunLock lock) {}

    RunFinder(JdbcRuns runs, RunLocks locks, CheckpointFolder checkpoints, Clock clock) {
        this.checkpoints = checkpoints;
        this.runs = runs;
        this.locks = locks;
        this.clock = clock;
    }

    Found find(RunRequest request) {
        String study = request.plan().study().name();
        var choice = RunChoice.of(
                runs.all(study),
                request.runKey(),
                request.fresh(),
                Tonight.of(Optional.of(request.plan().study()), clock));
        if (choice.leftBehind().isPresent()) {
            RunRecord unfinished = choice.leftBehind().get();
            Optional<RunLock> lock = locks.tryLock(study, unfinished.runKey());
            if (lock.isEmpty()) {
                return new Found(unfinished.runKey(), null);
            }
            RunProcesses.kill(unfinished.runToken());
            runs.abandon(unfinished);
            new RunCheckpoints(checkpoints, unfinished, false).complete(null);
            lock.get().close();
        }
        return new Found(choice.runKey(), locks.tryLock(study, choice.runKey()).orElse(null));
    }
}
