package dev.nocturne.batch;

import dev.nocturne.store.JdbcPruning;
import dev.nocturne.store.JdbcPruning.RecordedRun;
import dev.nocturne.store.RunLock;
import dev.nocturne.store.RunLocks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/** Deletes old runs, whole. Thread-safe. */
public final class RunPruner {
    /** No study has an empty name, so this is the lock of no run. */
    private static final String NO_STUDY = "";

    private final JdbcPruning pruning;
    private final RunLocks locks;

    /**
     * A run that is older than the completed ones to keep.
     *
     * @param trials how many it had
     * @param kept why it stays; empty: it goes
     */
    public record OldRun(String study, String runKey, int trials, Optional<String> kept) {}

    RunPruner(JdbcPruning pruning, RunLocks locks) {
        this.pruning = pruning;
        this.locks = locks;
    }

    /**
     * Takes the right to delete runs; whoever has it is the only one. Close it in the end.
     *
     * @return empty if another process is at it
     */
    public Optional<Turn> begin() {
        return locks.tryLock(NO_STUDY, "prune").map(Turn::new);
    }

    /**
     * What would go and what would stay, the latest of a study first.
     *
     * @param study empty: all studies
     * @param keep how many of the latest completed runs of each study stay in any case, and whatever came between and after
     *     them
     */
    public List<OldRun> look(Optional<String> study, int keep) {
        return judged(study, keep).stream().map(Judged::shown).toList();
    }

    /** The right to delete runs. */
    public final class Turn implements AutoCloseable {
        private final RunLock lock;

        private Turn(RunLock lock) {
            this.lock = lock;
        }

        /** Takes runs away, each in one transaction; the same list as {@link #look} gives, and what became of it. */
        public List<OldRun> takeAway(Optional<String> study, int keep) {
            return judged(study, keep).stream()
                    .map(RunPruner.this::takeAway)
                    .map(Judged::shown)
                    .toList();
        }

        /** Whether there are rows of runs that were taken away. */
        public boolean hasRemains() {
            return pruning.hasRemains();
        }

        /**
         * Deletes the rows of all runs that were taken away, also earlier.
         *
         * @param soFar told now and then how many rows there have been
         * @return how many those were
         */
        public long sweep(LongConsumer soFar) {
            return pruning.sweep(soFar);
        }

        @Override
        public void close() {
            lock.close();
        }
    }

    private record Judged(RecordedRun run, Optional<String> kept) {
        OldRun shown() {
            return new OldRun(run.study(), run.runKey(), run.trials(), kept);
        }

        Judged because(String reason) {
            return new Judged(run, Optional.of(reason));
        }
    }

    private List<Judged> judged(Optional<String> study, int keep) {
        Map<String, List<RecordedRun>> studies = new LinkedHashMap<>();
        pruning.runs(study)
                .forEach(run -> studies.computeIfAbsent(run.study(), name -> new ArrayList<>())
                        .add(run));
        Set<Long> awaited = pruning.awaited();
        var judged = new ArrayList<Judged>();
        for (List<RecordedRun> runs : studies.values()) {
            Optional<RecordedRun> unfinished =
                    runs.stream().filter(RecordedRun::isUnfinished).findFirst();
            int completed = 0;
            for (RecordedRun run : runs) {
                if (completed >= keep) {
                    judged.add(new Judged(run, reason(run, unfinished, awaited)));
                }
                completed += run.status().equals("COMPLETED") ? 1 : 0;
            }
        }
        return judged;
    }

    /** Why a run stays; empty if nothing speaks for it. */
    private Optional<String> reason(RecordedRun run, Optional<RecordedRun> unfinished, Set<Long> awaited) {
        if (run.status().equals("RUNNING")) {
            return Optional.of(
                    locks.isLocked(run.study(), run.runKey())
                            ? "it is being executed"
                            : "it was cut off, and may go on");
        }
        if (unfinished.filter(run::equals).isPresent()) {
            return Optional.of("it has not ended, and may go on");
        }
        if (run.champion() != null) {
            return Optional.of("champion " + run.champion() + " comes from it");
        }
        return awaited.contains(run.runId()) ? Optional.of("sinks wait for its events") : Optional.empty();
    }

    private Judged takeAway(Judged judged) {
        if (judged.kept().isPresent()) {
            return judged;
        }
        Optional<RunLock> lock =
                locks.tryLock(judged.run().study(), judged.run().runKey());
        if (lock.isEmpty()) {
            return judged.because("it is being executed");
        }
        try {
            return pruning.takeAway(judged.run()) ? judged : judged.because("it has just changed");
        } finally {
            lock.get().close();
        }
    }
}
