package dev.nocturne.batch;

import dev.nocturne.engine.Attempt;
import dev.nocturne.engine.AttemptResult;
import dev.nocturne.engine.Claim;
import dev.nocturne.engine.Evaluator;
import dev.nocturne.engine.LedgerSignal;
import dev.nocturne.engine.LostClaimException;
import dev.nocturne.engine.TrialLedger;
import dev.nocturne.store.AfterCommit;
import dev.nocturne.study.TrialState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One worker's side of a chunk: reading claims trials, processing evaluates them, writing completes them.
 *
 * <p>A chunk is claimed as one block. Spring Batch asks for a whole chunk before it processes any of it, and ends a step
 * at the first null; so a block that is shorter than the chunk, because the next trial waits for results, is filled up
 * with empty items, which are filtered. Used by one thread at a time.
 */
final class TrialWorker {
    private static final Logger LOG = LoggerFactory.getLogger(TrialWorker.class);

    static final String ASKED_TO_STOP = "nocturne stop";

    private final String name;
    private final TrialLedger ledger;
    private final Evaluator evaluator;
    private final RunCheckpoints checkpoints;
    private final StopSignal stop;
    private final LedgerSignal signal;
    private final int chunkSize;
    private final boolean shared;
    private final TrialsInHand inHand = new TrialsInHand();
    private final Deque<Attempt> block = new ArrayDeque<>();
    private int placeInChunk;
    private volatile int ended;

    /**
     * A worker of that name.
     *
     * @param shared whether processes on other machines change the ledger too
     */
    TrialWorker(
            String name,
            TrialLedger ledger,
            Evaluator evaluator,
            RunCheckpoints checkpoints,
            StopSignal stop,
            LedgerSignal signal,
            int chunkSize,
            boolean shared) {
        this.name = name;
        this.ledger = ledger;
        this.evaluator = evaluator;
        this.checkpoints = checkpoints;
        this.stop = stop;
        this.signal = signal;
        this.chunkSize = chunkSize;
        this.shared = shared;
    }

    String name() {
        return name;
    }

    /** How many trials it has ended. */
    int ended() {
        return ended;
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
        var wait = new ClaimWait(shared);
        while (true) {
            long seen = signal.changes();
            if (stop.stopsShort()) {
                throw new JobInterruptedException(
                        "A stop was asked for: " + stop.reason().orElse(""));
            }
            if (stop.isOver()) {
                return false;
            }
            Claim claim = ledger.claim(name, chunkSize);
            if (claim instanceof Claim.Block claimed) {
                block.addAll(claimed.attempts());
                inHand.claimed(claimed.attempts());
                return true;
            } else if (claim instanceof Claim.Exhausted) {
                return false;
            } else if (claim instanceof Claim.Stopping) {
                stop.request(ASKED_TO_STOP);
            } else {
                Duration atMost = wait.next();
                signal.await(seen, atMost);
            }
        }
    }

    @Nullable
    AttemptResult process(Optional<Attempt> item) {
        return item.map(attempt -> {
                    AttemptResult result = evaluator.evaluate(name, attempt);
                    inHand.evaluated(result);
                    return result;
                })
                .orElse(null);
    }

    void write(Chunk<? extends AttemptResult> chunk) {
        record(List.copyOf(chunk.getItems()));
    }

    /** Whether it has trials whose results are not recorded, because its step failed. */
    boolean hasTrialsInHand() {
        return !inHand.isEmpty();
    }

    /**
     * Records what a failed step left in its hand, as the run was started again or the database away: results as they
     * are; trials that it had not come to as interrupted, for others to take. What others have by now is theirs.
     *
     * @param transactions of the ledger's database; this is one of its own
     */
    void deliver(PlatformTransactionManager transactions) {
        List<AttemptResult> results = inHand.results();
        if (results.isEmpty()) {
            return;
        }
        try {
            new TransactionTemplate(transactions).executeWithoutResult(status -> record(results));
        } catch (LostClaimException tooLate) {
            LOG.debug("Results of {} came too late", name, tooLate);
        }
    }

    private void discardCheckpoint(AttemptResult result) {
        if (result.outcome() instanceof TrialState.Failed || result.outcome() instanceof TrialState.Pruned) {
            checkpoints.discard(result.attempt().trialId());
        }
    }

    private void record(List<AttemptResult> results) {
        ledger.complete(name, results);
        AfterCommit.run(() -> {
            inHand.recorded(results);
            results.forEach(this::discardCheckpoint);
            ended += (int) results.stream()
                    .filter(result -> result.outcome() instanceof TrialState.Ended)
                    .count();
        });
    }
}
