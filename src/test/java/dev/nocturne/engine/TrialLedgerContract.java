package dev.nocturne.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.event.EventBus;
import dev.nocturne.event.TuningEvent;
import dev.nocturne.event.TuningEventHandler;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.space.Value;
import dev.nocturne.strategy.Proposal;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.strategy.pruner.PrunerFactory;
import dev.nocturne.strategy.pruner.PruningRule;
import dev.nocturne.study.Budget;
import dev.nocturne.study.Direction;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.KnownTrial;
import dev.nocturne.study.KnownTrials;
import dev.nocturne.study.Origin;
import dev.nocturne.study.Patience;
import dev.nocturne.study.Study;
import dev.nocturne.study.TooManyFailuresException;
import dev.nocturne.study.Trial;
import dev.nocturne.study.TrialHistory;
import dev.nocturne.study.TrialState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every ledger must do, wherever it keeps its trials. */
@Timeout(120)
public abstract class TrialLedgerContract {
    protected static final Strategy RANDOM = new Strategy() {
        @Override
        public int requiredHistory(int trialId) {
            return 0;
        }

        @Override
        public Proposal propose(int trialId, TrialHistory history, RandomGenerator random) {
            return new Proposal(
                    SearchSpace.of(new ContinuousParameter("x", 0, 1)).draw(random));
        }
    };

    protected final EventBus events = new EventBus();
    protected final LedgerSignal signal = new LedgerSignal();
    protected final TickingClock clock = new TickingClock();
    protected final List<TuningEvent> heard = Collections.synchronizedList(new ArrayList<>());
    private final TuningEventHandler listener = heard::add;

    @BeforeEach
    void listen() {
        events.subscribe(listener);
    }

    /** The ledger of a new run of the study, whose seed is 42 and which knows nothing from before. */
    protected final TrialLedger open(Study study, Strategy strategy) {
        return open(study, strategy, new KnownTrials(List.of(), Map.of()));
    }

    /** The ledger of a new run of the study, whose seed is 42. */
    protected abstract TrialLedger open(Study study, Strategy strategy, KnownTrials known);

    /** The trials of the ledger opened last, as it has them now. */
    protected abstract List<Trial> trials();

    protected static Study.Builder study(int trials) {
        return Study.named("contract")
                .parameter(new ContinuousParameter("x", 0, 1))
                .maxTrials(trials)
                .seed(42);
    }

    /** The proposer of a run whose seed is 42 and which knows nothing from before. */
    static Proposer proposer(Study study, Strategy strategy) {
        return proposer(study, strategy, List.of());
    }

    static Proposer proposer(Study study, Strategy strategy, List<Trial> known) {
        var pruner = PrunerFactory.create(study.pruner(), study.goals());
        int lag = study.lag().orElse(study.execution().defaultLag());
        return new Proposer(study, strategy, pruner, 42, lag, known);
    }

    /** Results with every bit of a number used, the largest numbers, and one that failed. */
    protected static KnownTrials known() {
        return new KnownTrials(
                List.of(
                        known(0, 0.1 + 0.2, new TrialState.Completed(1e300)),
                        known(7, 1.0 / 3, new TrialState.Completed(-Double.MIN_VALUE)),
                        known(7, 1.0 / 3, new TrialState.Failed(FailureKind.TIMEOUT, "'too'; slow\n")),
                        known(9, 1, new TrialState.Completed(0.0))),
                Map.of("x is \"missing\"", 3));
    }

    private static KnownTrial known(int id, double x, TrialState state) {
        return new KnownTrial("run before", new Trial(id, new Point(Map.of("x", new Value.Real(x))), state));
    }

    protected static List<Attempt> block(Claim claim) {
        assertThat(claim).isInstanceOf(Claim.Block.class);
        return ((Claim.Block) claim).attempts();
    }

    protected static List<Integer> ids(List<Attempt> attempts) {
        return attempts.stream().map(Attempt::trialId).toList();
    }

    @Test
    void claimsAreAscendingBlocksWithoutGaps() {
        TrialLedger ledger = open(study(10).build(), RANDOM);

        assertThat(ids(block(ledger.claim("w1", 4)))).containsExactly(0, 1, 2, 3);
        assertThat(ids(block(ledger.claim("w2", 1)))).containsExactly(4);
        assertThat(ids(block(ledger.claim("w1", 100)))).containsExactly(5, 6, 7, 8, 9);
        assertThat(ledger.claim("w2", 1)).isEqualTo(new Claim.Exhausted());
    }

    @Test
    void attemptsCarryTheSeedOfTheirTrialAndTheFullBudget() {
        TrialLedger ledger = open(study(2).build(), RANDOM);

        for (Attempt attempt : block(ledger.claim("w1", 2))) {
            assertThat(attempt.number()).isEqualTo(1);
            assertThat(attempt.before()).isEqualTo(Attempt.FailedBefore.NEVER);
            assertThat(attempt.budget()).isEqualTo(Budget.FULL);
            assertThat(attempt)
                    .isEqualTo(proposer(study(1).build(), RANDOM)
                            .firstAttempt(attempt.trialId(), new Proposal(attempt.parameters()), PruningRule.NEVER));
        }
    }

    @Test
    void claimedTrialsAreRunningAndStartedIsTold() {
        TrialLedger ledger = open(study(3).build(), RANDOM);
        heard.clear();

        List<Attempt> block = block(ledger.claim("w1", 2));

        assertThat(trials()).extracting(Trial::id).containsExactly(0, 1);
        assertThat(trials()).extracting(Trial::state).containsOnly(new TrialState.Running());
        assertThat(trials())
                .extracting(Trial::parameters)
                .isEqualTo(block.stream().map(Attempt::parameters).toList());
        assertThat(heard).hasSize(2).allMatch(TuningEvent.TrialStarted.class::isInstance);
    }

    @Test
    void completedAndFailedTrialsEnd() {
        TrialLedger ledger = open(study(2).build(), RANDOM);
        List<Attempt> block = block(ledger.claim("w1", 2));
        heard.clear();

        ledger.complete("w1", List.of(Results.completed(block.get(0), 0.25), Results.failed(block.get(1))));

        assertThat(trials().get(0).state()).isEqualTo(new TrialState.Completed(0.25));
        assertThat(trials().get(1).state()).isInstanceOf(TrialState.Failed.class);
        assertThat(heard).hasSize(2);
        assertThat(heard.get(0)).isInstanceOf(TuningEvent.TrialCompleted.class);
        assertThat(heard.get(1)).isInstanceOf(TuningEvent.TrialFailed.class);
        assertThat(((TuningEvent.TrialFailed) heard.get(1)).retried()).isFalse();
        assertThat(ledger.claim("w1", 1)).isEqualTo(new Claim.Exhausted());
    }

    @Test
    void interruptedTrialsAreHandedOutFirstAndKeepTheirParameters() {
        TrialLedger ledger = open(study(10).build(), RANDOM);
        List<Attempt> block = block(ledger.claim("w1", 4));
        ledger.complete(
                "w1",
                List.of(
                        Results.completed(block.get(0), 1),
                        Results.interrupted(block.get(3)),
                        Results.interrupted(block.get(1)),
                        Results.completed(block.get(2), 1)));

        List<Attempt> again = block(ledger.claim("w2", 3));

        assertThat(ids(again)).containsExactly(1, 3, 4);
        assertThat(again).extracting(Attempt::number).containsExactly(2, 2, 1);
        assertThat(again).extracting(Attempt::before).containsOnly(Attempt.FailedBefore.NEVER);
        assertThat(again.get(0).parameters()).isEqualTo(block.get(1).parameters());
        assertThat(again.get(0).seed()).isEqualTo(block.get(1).seed());
    }

    @Test
    void theLowestInterruptedTrialsComeFirst() {
        TrialLedger ledger = open(study(10).build(), RANDOM);
        List<Attempt> block = block(ledger.claim("w1", 3));
        ledger.complete("w1", List.of(Results.interrupted(block.get(2))));
        ledger.complete("w1", List.of(Results.interrupted(block.get(0))));
        ledger.complete("w1", List.of(Results.interrupted(block.get(1))));

        assertThat(ids(block(ledger.claim("w1", 2)))).containsExactly(0, 1);
        assertThat(ids(block(ledger.claim("w1", 2)))).containsExactly(2, 3);
    }

    @Test
    void waitsWhileTheRequiredHistoryHasNotEnded() {
        TrialLedger ledger = open(study(5).build(), new LaggingStrategy(3));

        List<Attempt> first = block(ledger.claim("w1", 10));
        assertThat(ids(first)).as("cut where a chunk would wait for itself").containsExactly(0, 1, 2);
        assertThat(ledger.claim("w2", 1)).isEqualTo(new Claim.Wait());

        ledger.complete("w1", List.of(Results.completed(first.get(1), 1)));
        assertThat(ledger.claim("w2", 1)).as("trial 0 has not ended").isEqualTo(new Claim.Wait());

        ledger.complete("w1", List.of(Results.completed(first.get(0), 1)));
        assertThat(ids(block(ledger.claim("w2", 10)))).containsExactly(3, 4);
    }

    @Test
    void aWaitingRunIsNotExhaustedUntilItsLastTrialIsHandedOut() {
        TrialLedger ledger = open(study(2).build(), new LaggingStrategy(1));
        List<Attempt> first = block(ledger.claim("w1", 1));
        assertThat(ledger.claim("w2", 1)).isEqualTo(new Claim.Wait());
        ledger.complete("w1", List.of(Results.completed(first.get(0), 1)));
        assertThat(ids(block(ledger.claim("w2", 1)))).containsExactly(1);
        assertThat(ledger.claim("w1", 1)).isEqualTo(new Claim.Exhausted());
    }

    /** Trial 1 ends between the moment at which its end is first required and the proposal of a trial that is not to see it. */
    @Test
    void trialsThatEndedEarlierThanRequiredAreStillShownAsPending() {
        TrialLedger ledger = open(study(12).build(), new LaggingStrategy(5));
        List<Attempt> first = block(ledger.claim("w1", 4));
        complete(ledger, first.subList(0, 3));
        List<Attempt> next = block(ledger.claim("w1", 1));
        complete(ledger, first.subList(3, 4));

        assertThat(ids(block(ledger.claim("w1", 1)))).containsExactly(5);
        complete(ledger, next);
        assertThat(ids(block(ledger.claim("w1", 1)))).containsExactly(6);
        assertThat(ids(block(ledger.claim("w1", 5)))).containsExactly(7, 8, 9);
    }

    private static void complete(TrialLedger ledger, List<Attempt> attempts) {
        ledger.complete(
                "w1",
                attempts.stream().map(attempt -> Results.completed(attempt, 1)).toList());
    }

    @Test
    void failuresCountAsHistory() {
        TrialLedger ledger = open(study(3).build(), new LaggingStrategy(2));
        Attempt first = block(ledger.claim("w1", 1)).get(0);
        ledger.complete("w1", List.of(Results.failed(first)));
        assertThat(ids(block(ledger.claim("w1", 1)))).containsExactly(1);
    }

    @Test
    void interruptedTrialsHoldUpThoseThatNeedThem() {
        TrialLedger ledger = open(study(5).build(), new LaggingStrategy(3));
        List<Attempt> first = block(ledger.claim("w1", 2));
        ledger.complete("w1", List.of(Results.interrupted(first.get(0)), Results.completed(first.get(1), 1)));

        List<Attempt> again = block(ledger.claim("w2", 10));
        assertThat(ids(again)).containsExactly(0, 2);
        assertThat(ledger.claim("w1", 10)).isEqualTo(new Claim.Wait());
        ledger.complete("w2", List.of(Results.completed(again.get(0), 1)));
        assertThat(ids(block(ledger.claim("w1", 10)))).containsExactly(3, 4);
    }

    @Test
    void moreFailuresThanAllowedEndTheRun() {
        TrialLedger ledger = open(study(10).maxFailures(1).build(), RANDOM);
        List<Attempt> block = block(ledger.claim("w1", 3));
        ledger.complete("w1", List.of(Results.failed(block.get(0))));
        assertThat(ids(block(ledger.claim("w1", 1))))
                .as("one failure is allowed")
                .containsExactly(3);
        ledger.complete("w1", List.of(Results.failed(block.get(1))));

        assertThatThrownBy(() -> ledger.claim("w1", 1)).isInstanceOf(TooManyFailuresException.class);
        assertThatThrownBy(() -> ledger.claim("w2", 1)).isInstanceOf(TooManyFailuresException.class);
        ledger.complete("w1", List.of(Results.completed(block.get(2), 1)));
        assertThat(trials().get(2).hasEnded())
                .as("what is in flight may still end")
                .isTrue();
    }

    @Test
    void aRetryIsTheNextAttemptAtTheSameTrial() {
        TrialLedger ledger = open(study(1).build(), RANDOM);
        Attempt first = block(ledger.claim("w1", 1)).get(0);
        heard.clear();

        Attempt second = ledger.retry("w1", Results.failed(first));

        assertThat(second).isEqualTo(first.afterFailure(FailureKind.EXIT_CODE));
        assertThat(trials().get(0).state()).isEqualTo(new TrialState.Running());
        assertThat(heard).hasSize(2);
        assertThat(((TuningEvent.TrialFailed) heard.get(0)).retried()).isTrue();
        assertThat(((TuningEvent.TrialStarted) heard.get(1)).attempt()).isEqualTo(2);
        ledger.complete("w1", List.of(Results.completed(second, 0.5)));
        assertThat(trials().get(0).state()).isEqualTo(new TrialState.Completed(0.5));
    }

    @Test
    void retriedFailuresAreNotFailedTrials() {
        TrialLedger ledger = open(study(3).maxFailures(0).build(), RANDOM);
        Attempt first = block(ledger.claim("w1", 1)).get(0);
        Attempt second = ledger.retry("w1", Results.failed(first));
        ledger.complete("w1", List.of(Results.completed(second, 1)));
        assertThat(ids(block(ledger.claim("w1", 1)))).containsExactly(1);
    }

    @Test
    void anInterruptedRetryRemembersTheFailureBefore() {
        TrialLedger ledger = open(study(1).build(), RANDOM);
        Attempt first = block(ledger.claim("w1", 1)).get(0);
        Attempt second = ledger.retry("w1", Results.failed(first));
        ledger.complete("w1", List.of(Results.interrupted(second)));

        Attempt third = block(ledger.claim("w1", 1)).get(0);
        assertThat(third.number()).isEqualTo(3);
        assertThat(third.before()).isEqualTo(new Attempt.FailedBefore(1, 0));
    }

    @Test
    void whatIsNotHeldIsRefusedAndNothingIsRecorded() {
        TrialLedger ledger = open(study(10).build(), RANDOM);
        List<Attempt> mine = block(ledger.claim("w1", 2));
        List<Attempt> other = block(ledger.claim("w2", 1));
        heard.clear();

        assertThatThrownBy(() -> ledger.complete(
                        "w1", List.of(Results.completed(mine.get(0), 1), Results.completed(other.get(0), 1))))
                .isInstanceOf(LostClaimException.class);
        assertThatThrownBy(() -> ledger.complete("w2", List.of(Results.completed(mine.get(0), 1))))
                .isInstanceOf(LostClaimException.class);
        assertThatThrownBy(() -> ledger.retry("w2", Results.failed(mine.get(0))))
                .isInstanceOf(LostClaimException.class);
        Attempt neverClaimed = new Attempt(
                7,
                1,
                mine.get(0).parameters(),
                1,
                Budget.FULL,
                Origin.SEARCH,
                Attempt.FailedBefore.NEVER,
                PruningRule.NEVER);
        assertThatThrownBy(() -> ledger.complete("w1", List.of(Results.completed(neverClaimed, 1))))
                .isInstanceOf(LostClaimException.class);

        assertThat(trials()).extracting(Trial::state).containsOnly(new TrialState.Running());
        assertThat(heard).isEmpty();
        ledger.complete("w1", List.of(Results.completed(mine.get(0), 1)));
        assertThat(trials().get(0).hasEnded()).isTrue();
    }

    @Test
    void aSecondResultOfAnAttemptIsRefused() {
        TrialLedger ledger = open(study(10).build(), RANDOM);
        Attempt attempt = block(ledger.claim("w1", 1)).get(0);
        ledger.complete("w1", List.of(Results.completed(attempt, 1)));
        heard.clear();

        assertThatThrownBy(() -> ledger.complete("w1", List.of(Results.completed(attempt, 2))))
                .isInstanceOf(LostClaimException.class);
        assertThatThrownBy(() -> ledger.retry("w1", Results.failed(attempt))).isInstanceOf(LostClaimException.class);

        assertThat(trials().get(0).state()).isEqualTo(new TrialState.Completed(1));
        assertThat(heard).isEmpty();
    }

    @Test
    void aResultFromBeforeTheInterruptionIsRefused() {
        TrialLedger ledger = open(study(10).build(), RANDOM);
        Attempt first = block(ledger.claim("w1", 1)).get(0);
        ledger.complete("w1", List.of(Results.interrupted(first)));
        Attempt second = block(ledger.claim("w1", 1)).get(0);

        assertThatThrownBy(() -> ledger.complete("w1", List.of(Results.completed(first, 1))))
                .isInstanceOf(LostClaimException.class);
        ledger.complete("w1", List.of(Results.completed(second, 2)));
        assertThat(trials().get(0).state()).isEqualTo(new TrialState.Completed(2));
    }

    @Test
    void completingWakesThoseThatWait() {
        TrialLedger ledger = open(study(10).build(), RANDOM);
        Attempt attempt = block(ledger.claim("w1", 1)).get(0);
        long before = signal.changes();
        ledger.complete("w1", List.of(Results.completed(attempt, 1)));
        assertThat(signal.changes()).isGreaterThan(before);
    }

    /** Accuracy is better high, seconds are better low. */
    protected static Study.Builder studyOfTwo(int trials) {
        return study(trials).goal("accuracy", Direction.MAXIMIZE).goal("seconds", Direction.MINIMIZE);
    }

    @Test
    void everyObjectiveOfATrialIsKeptAndTold() {
        TrialLedger ledger = open(studyOfTwo(3).build(), RANDOM);
        List<Attempt> block = block(ledger.claim("w1", 3));
        heard.clear();
        ledger.complete(
                "w1",
                List.of(
                        Results.completed(block.get(0), 0.9, 12),
                        Results.failed(block.get(1)),
                        Results.interrupted(block.get(2))));

        assertThat(trials().get(0).state()).isEqualTo(new TrialState.Completed(List.of(0.9, 12.0)));
        assertThat(((TuningEvent.TrialCompleted) heard.get(0)).objectives())
                .containsExactly(Map.entry("accuracy", 0.9), Map.entry("seconds", 12.0));
    }

    @Test
    void strategiesThatLearnSeeTheLossesOfAllObjectives() {
        var losses = new ArrayList<List<Double>>();
        Strategy learning = new Strategy() {
            @Override
            public int requiredHistory(int trialId) {
                return trialId;
            }

            @Override
            public Proposal propose(int trialId, TrialHistory history, RandomGenerator random) {
                losses.clear();
                history.ended()
                        .forEach(seen ->
                                losses.add(Arrays.stream(seen.losses()).boxed().toList()));
                return RANDOM.propose(trialId, history, random);
            }
        };
        TrialLedger ledger = open(studyOfTwo(4).build(), learning);
        for (int id = 0; id < 3; id++) {
            Attempt attempt = block(ledger.claim("w1", 1)).get(0);
            ledger.complete(
                    "w1", List.of(id == 1 ? Results.failed(attempt) : Results.completed(attempt, 0.5 + id, 10.0 * id)));
        }
        ledger.claim("w1", 1);
        assertThat(losses).containsExactly(List.of(-0.5, 0.0), List.of(), List.of(-2.5, 20.0));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "4, 1, 4", "16, 1, 16", "4, 5, 16", "16, 3, 16", "4, 7, 3", "2, 1, 1"})
    void anyNumberOfWorkersGivesTheTableOfOne(int workers, int chunk, int lag) throws Exception {
        Study study = study(60).build();
        open(study, new LaggingStrategy(lag));
        List<Trial> expected = drive(open(study, new LaggingStrategy(lag)), 1, 1);

        assertThat(drive(open(study, new LaggingStrategy(lag)), workers, chunk)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "4, 1, 4", "16, 3, 16", "4, 7, 3"})
    void whatARunKnowsComesToItsProposalsBitByBit(int workers, int chunk, int lag) throws Exception {
        Study study = study(60).build();
        var strategy = new LaggingStrategy(lag);
        List<Trial> cold = drive(open(study, strategy), 1, 1);
        List<Trial> warm = drive(open(study, strategy, known()), workers, chunk);

        var proposer = proposer(study, strategy, known().withoutSources());
        var memory = new InMemoryTrialLedger(proposer, study.limits(), 60, new EventBus(), new LedgerSignal(), clock);
        while (memory.claim("w1", 1) instanceof Claim.Block block) {
            memory.complete("w1", List.of(result(block.attempts().get(0), null)));
        }
        assertThat(warm).isEqualTo(memory.trials()).isNotEqualTo(cold);
        assertThat(warm.get(0)).isNotEqualTo(cold.get(0));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 1, 4", "4, 1, 4", "16, 3, 16", "4, 7, 3"})
    void aRunHasEnoughAfterTheSameTrialWhateverItsWorkers(int workers, int chunk, int lag) throws Exception {
        List<Trial> all = drive(open(study(60).build(), RANDOM), 1, 1);
        int best = all.stream()
                .filter(trial -> trial.state() instanceof TrialState.Completed)
                .filter(trial -> trial.parameters().number("x") < 0.1)
                .findFirst()
                .orElseThrow()
                .id();
        Study study = study(60).lag(lag).stopAt(0.1).build();

        List<Trial> enough = drive(open(study, RANDOM), workers, chunk);

        assertThat(enough).isEqualTo(all.subList(0, best + lag));
        assertThat(heard.stream().filter(TuningEvent.StopConditionMet.class::isInstance))
                .hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "4, 1, 4", "4, 7, 3"})
    void aRunLosesPatienceAfterTheSameTrialWhateverItsWorkers(int workers, int chunk, int lag) throws Exception {
        Study study = study(200).lag(lag).patience(new Patience(12, 0.01)).build();
        List<Trial> one = drive(open(study, RANDOM), 1, 1);

        assertThat(drive(open(study, RANDOM), workers, chunk)).isEqualTo(one);
        assertThat(one).hasSizeBetween(13, 199);
    }

    /** Workers with delays that no two have alike, a failure now and then, and an interruption now and then. */
    private List<Trial> drive(TrialLedger ledger, int workers, int chunk) throws Exception {
        var threads = Executors.newFixedThreadPool(workers);
        try {
            var done = new ArrayList<Future<?>>();
            for (int i = 1; i <= workers; i++) {
                String worker = "w" + i;
                var delays = new Random(i);
                done.add(threads.submit(() -> work(ledger, worker, chunk, workers == 1 ? null : delays)));
            }
            for (Future<?> worker : done) {
                worker.get(60, TimeUnit.SECONDS);
            }
        } catch (ExecutionException failure) {
            throw new AssertionError(failure.getCause());
        } finally {
            threads.shutdownNow();
        }
        return trials();
    }

    private Void work(TrialLedger ledger, String worker, int chunk, Random delays) throws InterruptedException {
        while (true) {
            long seen = signal.changes();
            Claim claim = ledger.claim(worker, chunk);
            if (claim instanceof Claim.Block block) {
                var results = new ArrayList<AttemptResult>();
                for (Attempt attempt : block.attempts()) {
                    if (delays != null) {
                        Thread.sleep(delays.nextInt(4));
                    }
                    results.add(result(attempt, delays));
                }
                ledger.complete(worker, results);
            } else if (claim instanceof Claim.Wait) {
                signal.await(seen, Duration.ofSeconds(1));
            } else if (trials().stream().allMatch(Trial::hasEnded)) {
                return null;
            } else {
                signal.await(seen, Duration.ofMillis(20));
            }
        }
    }

    private static AttemptResult result(Attempt attempt, Random delays) {
        if (delays != null && attempt.number() < 3 && delays.nextInt(8) == 0) {
            return Results.interrupted(attempt);
        }
        return attempt.trialId() % 9 == 4
                ? Results.failed(attempt)
                : Results.completed(attempt, attempt.parameters().number("x"));
    }
}
