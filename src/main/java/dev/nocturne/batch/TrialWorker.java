package dev.nocturne.batch;

import dev.nocturne.engine.Attempt;
import dev.nocturne.engine.AttemptResult;
import dev.nocturne.engine.Claim;
import dev.nocturne.engine.Evaluator;
import dev.nocturne.engine.LedgerSignal;
import dev.nocturne.engine.TrialLedger;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.infrastructure.item.Chunk;

/**
 * One worker's side of a chunk: reading claims trials, processing evaluates them, writing completes them.
 *
 * <p>A chunk is claimed as one block. Spring Batch asks for a whole chunk before it processes any of it, and ends a step
 * at the first null; so a block that is shorter than the chunk, because the next trial waits for results, is filled up
 * with empty items, which are filtered. Used by one thread.
 */
final class TrialWorker {
    static final String ASKED_TO_STOP = "nocturne stop";

    /** Other processes change the ledger without a signal that this one hears. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    private final String name;
    private final TrialLedger ledger;
    private final Evaluator evaluator;
    private final StopSignal stop;
    private final LedgerSignal signal;
    private final int chunkSize;
    private final Deque<Attempt> block = new ArrayDeque<>();
    private int placeInChunk;

    TrialWorker(
            String name, TrialLedger ledger, Evaluator evaluator, StopSignal stop, LedgerSignal signal, int chunkSize) {
        this.name = name;
        this.ledger = ledger;
        this.evaluator = evaluator;
        this.stop = stop;
        this.signal = signal;
        this.chunkSize = chunkSize;
    }

    /** The next trial, an empty item to fill the chunk, or null when the run has no more trials to hand out. */
    @Nullable
    Optional<Attempt> read() throws JobInterruptedException, InterruptedException {
        if (placeInChunk == 0 && !claim()) {
            return null;
        }
        placeInChunk = (placeInChunk + 1) % chunkSize;
        return Optional.ofNullable(block.poll());
    }

    private boolean claim() throws JobInterruptedException, InterruptedException {
        while (true) {
            long seen = signal.changes();
            if (stop.isRequested()) {
                throw new JobInterruptedException(
                        "A stop was asked for: " + stop.reason().orElse(""));
            }
            Claim claim = ledger.claim(name, chunkSize);
            if (claim instanceof Claim.Block claimed) {
                block.addAll(claimed.attempts());
                return true;
            } else if (claim instanceof Claim.Exhausted) {
                return false;
            } else if (claim instanceof Claim.Stopping) {
                stop.request(ASKED_TO_STOP);
            } else {
                signal.await(seen, LONGEST_WAIT);
            }
        }
    }

    @Nullable
    AttemptResult process(Optional<Attempt> item) {
        return item.map(attempt -> evaluator.evaluate(name, attempt)).orElse(null);
    }

    void write(Chunk<? extends AttemptResult> chunk) {
        ledger.complete(name, List.copyOf(chunk.getItems()));
    }
}
