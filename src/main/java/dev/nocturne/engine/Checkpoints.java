package dev.nocturne.engine;

import java.nio.file.Path;
import java.util.Optional;

/** Where the trials of a run keep what they go on from, one directory each. Implementations are thread-safe. */
public interface Checkpoints {
    /** Nobody keeps any. */
    Checkpoints NONE = attempt -> Optional.empty();

    /**
     * The directory of the attempt's trial, which is there afterwards: as an earlier attempt left it; if there was none, in a
     * promoted trial with a copy of what the trial of the lower rung left.
     *
     * @throws CheckpointException if it cannot be made
     */
    Optional<Path> directory(Attempt attempt);

    /** An attempt has ended: a directory that it left empty goes. */
    default void ended(Attempt attempt) {}
}
