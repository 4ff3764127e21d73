package dev.nocturne.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.VariedStudy;
import dev.nocturne.config.StudyPlan;
import dev.nocturne.engine.Attempt;
import dev.nocturne.engine.AttemptResult;
import dev.nocturne.engine.Checkpoints;
import dev.nocturne.engine.Claim;
import dev.nocturne.engine.Evaluator;
import dev.nocturne.engine.Interruption;
import dev.nocturne.engine.LedgerSignal;
import dev.nocturne.engine.Retries;
import dev.nocturne.engine.TickingClock;
import dev.nocturne.engine.TrialLedger;
import dev.nocturne.event.EventBus;
import dev.nocturne.study.Trial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** A run of a varied study in a database, by one worker after the other, each of whom dies. */
final class VariedRun {
    private static final AtomicInteger RUNS = new AtomicInteger();

    private final DataSource database;
    private final VariedStudy varied;
    private final Path file;
    private final StudyPlan plan;
    private final TickingClock clock = new TickingClock();
    private int processes;

    VariedRun(DataSource database, VariedStudy varied, Path folder) {
        this.database = database;
        this.varied = varied;
        this.file = varied.write(folder, "mortal-" + RUNS.incrementAndGet(), 1, 1);
        this.plan = VariedStudy.plan(file);
    }

    /** Goes on until the deadly operation; false if the run ended before it came. */
    boolean crash(int deadlyOperation, boolean afterwards, int chunk) {
        var mortal = new CrashingDataSource(database, deadlyOperation, afterwards);
        try {
            goOn(mortal, chunk);
        } catch (DataAccessException | TransactionException killed) {
            assertThat(mortal.hasCrashed()).as("why it failed: " + killed).isTrue();
        }
        return mortal.hasCrashed();
    }

    /** Goes on to the end. */
    List<Trial> finish() {
        goOn(database, 1);
        return run(database).trials();
    }

    /** As a process that has just started: whatever the one before remembered is lost. */
    private StoredRun run(DataSource through) {
        var strategy = varied.create(plan.study());
        var host = new WorkerHost("night", 1);
        return new StoredRun(through, host, clock, plan.study(), strategy, varied.known(file));
    }

    private void goOn(DataSource through, int chunk) {
        StoredRun run = run(through);
        var known = run.store().runs().find(plan.study().name(), StoredRun.KEY);
        if (known.isPresent() && !known.get().isUnfinished()) {
            return;
        }
        run.open();
        String worker = "worker " + ++processes;
        TrialLedger ledger = run.ledger(new EventBus(), new LedgerSignal(), worker);
        var objective = VariedStudy.objective(plan);
        var evaluator = new Evaluator(
                plan.study().goals(),
                objective,
                ledger,
                new Retries(plan.study().execution().retries(), pause -> {}),
                Checkpoints.NONE,
                new Interruption(),
                () -> false,
                clock,
                System::nanoTime);
        while (ledger.claim(worker, chunk) instanceof Claim.Block block) {
            var results = new ArrayList<AttemptResult>();
            for (Attempt attempt : block.attempts()) {
                results.add(evaluator.evaluate(worker, attempt));
            }
            run.transaction().executeWithoutResult(status -> ledger.complete(worker, results));
        }
        run.close();
    }
}
