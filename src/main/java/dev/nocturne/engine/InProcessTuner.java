package dev.nocturne.engine;

import dev.nocturne.event.EventBus;
import dev.nocturne.event.TuningEvent;
import dev.nocturne.objective.Objective;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.strategy.pruner.PrunerFactory;
import dev.nocturne.study.Direction;
import dev.nocturne.study.Incumbent;
import dev.nocturne.study.KnownTrials;
import dev.nocturne.study.ParetoFront;
import dev.nocturne.study.ParetoTrial;
import dev.nocturne.study.Study;
import dev.nocturne.study.Trial;
import dev.nocturne.study.TrialState;
import dev.nocturne.study.TuningException;
import dev.nocturne.study.TuningSummary;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

/** The loop without a framework: claim, evaluate, complete, on as many threads as the study has workers. */
final class InProcessTuner implements Tuner {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final Study study;
    private final Optional<KnownTrials> known;
    private final StrategyFactory strategies;
    private final Objective objective;
    private final EventBus events;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final LongSupplier freshSeed;

    InProcessTuner(
            Study study,
            Optional<KnownTrials> known,
            StrategyFactory strategies,
            Objective objective,
            EventBus events,
            Clock clock,
            LongSupplier nanoTime,
            LongSupplier freshSeed) {
        this.study = study;
        this.known = known;
        this.strategies = strategies;
        this.objective = objective;
        this.events = events;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.freshSeed = freshSeed;
    }

    @Override
    public TuningSummary tune() {
        var settings = RunSettings.of(study, strategies.capacity(study), freshSeed);
        long startNanos = nanoTime.getAsLong();
        events.publish(new TuningEvent.TuningStarted(1, settings.plannedTrials(), 0, now()));
        known.ifPresent(earlier ->
                events.publish(new TuningEvent.WarmStarted(earlier.trials().size(), earlier.leftOut(), now())));
        Run run = new Run(settings);
        List<Trial> trials = run.trials();
        var summary = summarize(trials, run.end(), Duration.ofNanos(nanoTime.getAsLong() - startNanos));
        var frontTrials =
                study.hasSeveralGoals() ? OptionalInt.of(summary.front().size()) : OptionalInt.empty();
        events.publish(new TuningEvent.TuningFinished(
                summary.best(), frontTrials, summary.totalTime(), summary.completedAt()));
        return summary;
    }

    /** One call of {@link #tune}: its ledger and its workers. */
    private final class Run {
        private final LedgerSignal signal = new LedgerSignal();
        private final Interruption interruption = new Interruption();
        private final InMemoryTrialLedger ledger;
        private final Evaluator evaluator;
        private volatile boolean stopping;

        Run(RunSettings settings) {
            var proposer = new Proposer(
                    study,
                    strategies.create(study, settings.forStrategy()),
                    PrunerFactory.create(study.pruner(), study.goals()),
                    settings.seed(),
                    settings.lag(),
                    known.map(KnownTrials::withoutSources).orElse(List.of()));
            ledger = new InMemoryTrialLedger(proposer, study.limits(), settings.plannedTrials(), events, signal, clock);
            var retries =
                    new Retries(study.execution().retries(), Retries.Pause.until(() -> stopping, signal, nanoTime));
            evaluator = new Evaluator(
                    study.goals(),
                    objective,
                    ledger,
                    retries,
                    Checkpoints.NONE,
                    interruption,
                    () -> stopping,
                    clock,
                    nanoTime);
        }

        List<Trial> trials() {
            ExecutorService threads =
                    Executors.newFixedThreadPool(study.execution().workers());
            try {
                var workers = new ArrayList<Future<Void>>();
                for (int i = 1; i <= study.execution().workers(); i++) {
                    String worker = Integer.toString(i);
                    workers.add(threads.submit((Callable<Void>) () -> work(worker)));
                }
                for (var worker : workers) {
                    worker.get();
                }
                return ledger.trials();
            } catch (ExecutionException failure) {
                throw asUnchecked(failure.getCause());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new TuningException("The tuner was interrupted before all trials had ended.", interrupted);
            } finally {
                stop();
                threads.shutdown();
            }
        }

        /** Why it ended; to be asked when it has. */
        RunEnd end() {
            return ledger.end().orElseGet(() -> RunEnd.afterAll(ledger.trials().size()));
        }

        private Void work(String worker) throws InterruptedException {
            try {
                while (!stopping) {
                    long seen = signal.changes();
                    Claim claim = ledger.claim(worker, study.execution().chunkSize());
                    if (claim instanceof Claim.Block block) {
                        ledger.complete(worker, evaluate(worker, block));
                    } else if (claim instanceof Claim.Wait) {
                        signal.await(seen, LONGEST_WAIT);
                    } else {
                        return null;
                    }
                }
                return null;
            } catch (RuntimeException | Error failure) {
                stop();
                throw failure;
            }
        }

        private List<AttemptResult> evaluate(String worker, Claim.Block block) {
            return block.attempts().stream()
                    .map(attempt -> evaluator.evaluate(worker, attempt))
                    .toList();
        }

        private void stop() {
            stopping = true;
            interruption.request();
            signal.changed();
        }
    }

    private TuningSummary summarize(List<Trial> trials, RunEnd end, Duration totalTime) {
        Optional<Incumbent> best = study.hasSeveralGoals() ? Optional.empty() : best(trials, study.direction());
        return new TuningSummary(
                best,
                front(trials),
                trials.size(),
                count(trials, TrialState.Failed.class),
                count(trials, TrialState.Pruned.class),
                end.condition(),
                end.reason(),
                totalTime,
                now());
    }

    private static int count(List<Trial> trials, Class<? extends TrialState> state) {
        return (int)
                trials.stream().filter(trial -> state.isInstance(trial.state())).count();
    }

    private List<ParetoTrial> front(List<Trial> trials) {
        if (!study.hasSeveralGoals()) {
            return List.of();
        }
        return ParetoFront.of(trials, study.goals()).trialIds().stream()
                .map(trials::get)
                .map(trial -> ParetoTrial.of(trial, study.goals()))
                .toList();
    }

    /** What was evaluated at a larger budget says more. */
    private static Optional<Incumbent> best(List<Trial> trials, Direction direction) {
        Incumbent best = null;
        double budget = 0;
        for (Trial trial : trials) {
            double its = trial.budget().amount();
            if (trial.state() instanceof TrialState.Completed completed
                    && its >= budget
                    && (best == null || its > budget || direction.isBetter(completed.objective(), best.objective()))) {
                best = new Incumbent(trial.id(), completed.objective(), trial.parameters());
                budget = its;
            }
        }
        return Optional.ofNullable(best);
    }

    private static RuntimeException asUnchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException known ? known : new TuningException("A worker failed.", failure);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
