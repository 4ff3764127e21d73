package dev.nocturne.batch;

import dev.nocturne.objective.command.RunProcesses;
import dev.nocturne.store.RunRecord;
import dev.nocturne.store.WorkerHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What this machine knows of processes and disks. Only looks. */
record Machine(WorkerHost here) {
    private static final long LITTLE_SPACE = 1L << 30;

    // Systems count a process' start in ticks, and clocks are set.
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

    boolean is(String host) {
        return here.host().equals(host);
    }

    /**
     * Whether a process lives.
     *
     * @param knownAt when it was recorded as living: one that began later only has its number
     */
    Diagnosis.Life life(String host, long pid, Instant knownAt) {
        if (!is(host)) {
            return Diagnosis.Life.OUT_OF_SIGHT;
        }
        return RunProcesses.running(pid)
                        .filter(process -> process.info()
                                .startInstant()
                                .map(began -> began.isBefore(knownAt.plus(CLOCK_TOLERANCE)))
                                .orElse(true))
                        .isPresent()
                ? Diagnosis.Life.LIVES
                : Diagnosis.Life.GONE;
    }

    List<RunProcesses.Living> programs(RunRecord run) {
        return RunProcesses.living(run.runToken());
    }

    /** A sentence if there is little space left where that is. */
    Optional<String> littleSpaceAt(String what, Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                return Optional.empty();
            }
            long left = Files.getFileStore(folder).getUsableSpace();
            return left < LITTLE_SPACE
                    ? Optional.of("Only " + (left >> 20) + " MB are left on the disk of " + what + " (" + folder + ").")
                    : Optional.empty();
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }
}
