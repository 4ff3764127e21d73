package dev.nocturne.batch;

import dev.nocturne.objective.command.RunProcesses;
import dev.nocturne.store.JdbcRuns;
import dev.nocturne.store.RunLock;
import dev.nocturne.store.RunLocks;
import dev.nocturne.store.RunRecord;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides which run a request means, and takes its lock. */
final class RunFinder {
    private final JdbcRuns runs;
    private final RunLocks locks;
    private final Clock clock;

    /**
     * The run that was meant.
     *
     * @param lock held by the caller; null if another live process executes the run
     */
    record Found(String runKey, @Nullable RunLock lock) {}

    RunFinder(JdbcRuns runs, RunLocks locks, Clock clock) {
        this.runs = runs;
        this.locks = locks;
        this.clock = clock;
    }

    Found find(RunRequest request) {
        String study = request.plan().study().name();
        List<RunRecord> all = runs.all(study);
        Optional<RunRecord> unfinished = request.runKey().isPresent()
                ? runs.find(study, request.runKey().get()).filter(RunRecord::isUnfinished)
                : all.stream().filter(RunRecord::isUnfinished).findFirst();
        if (unfinished.isPresent() && !request.fresh()) {
            return locked(study, unfinished.get().runKey());
        }
        if (unfinished.isPresent()) {
            Optional<RunLock> lock = locks.tryLock(study, unfinished.get().runKey());
            if (lock.isEmpty()) {
                return new Found(unfinished.get().runKey(), null);
            }
            RunProcesses.kill(unfinished.get().runToken());
            runs.abandon(unfinished.get());
            lock.get().close();
        }
        String wanted = request.runKey().orElseGet(this::tonight);
        return locked(study, request.fresh() ? unused(wanted, all) : wanted);
    }

    private Found locked(String study, String runKey) {
        return new Found(runKey, locks.tryLock(study, runKey).orElse(null));
    }

    private String tonight() {
        return LocalDate.now(clock.withZone(ZoneId.systemDefault())).toString();
    }

    /** A key that no run has yet: the wanted one, or with a number after it. */
    private static String unused(String wanted, List<RunRecord> all) {
        String key = wanted;
        for (int i = 2; isUsed(key, all); i++) {
            key = wanted + "-" + i;
        }
        return key;
    }

    private static boolean isUsed(String key, List<RunRecord> all) {
        return all.stream().anyMatch(run -> run.runKey().equals(key));
    }
}
