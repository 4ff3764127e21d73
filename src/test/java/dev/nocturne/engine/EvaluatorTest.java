package dev.nocturne.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.event.EventBus;
import dev.nocturne.objective.EvaluationException;
import dev.nocturne.objective.MultiObjective;
import dev.nocturne.objective.Objective;
import dev.nocturne.objective.ProgramEnd;
import dev.nocturne.study.Direction;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.Goal;
import dev.nocturne.study.Limits;
import dev.nocturne.study.Study;
import dev.nocturne.study.TrialState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluatorTest {
    private final Interruption interruption = new Interruption();
    private final AtomicLong nanos = new AtomicLong();
    private boolean stopping;
    private final InMemoryTrialLedger ledger = new InMemoryTrialLedger(
            TrialLedgerContract.proposer(TrialLedgerContract.study(10).build(), TrialLedgerContract.RANDOM),
            new Limits(OptionalInt.of(10), OptionalInt.empty()),
            10,
            new EventBus(),
            new LedgerSignal(),
            new TickingClock());

    private final List<Duration> pauses = new ArrayList<>();

    private AttemptResult evaluate(Objective objective) {
        return evaluate(objective, 0);
    }

    private AttemptResult evaluate(Objective objective, int retries) {
        Attempt attempt = TrialLedgerContract.block(ledger.claim("w", 1)).get(0);
        return evaluator(TrialLedgerContract.study(10).build().goals(), objective, retries)
                .evaluate("w", attempt);
    }

    private Evaluator evaluator(List<Goal> goals, Objective objective, int retries) {
        return new Evaluator(
                goals,
                objective,
                ledger,
                new Retries(retries, pauses::add),
                Checkpoints.NONE,
                interruption,
                () -> stopping,
                new TickingClock(),
                () -> nanos.getAndAdd(1_000));
    }

    private static TrialState.Failed failure(AttemptResult result) {
        assertThat(result.outcome()).isInstanceOf(TrialState.Failed.class);
        return (TrialState.Failed) result.outcome();
    }

    /** Ctrl-C reaches the programs of a terminal as well as the run: theirs is no failure of the trial. */
    @Test
    void aProgramThatEndsBadlyWhileTheRunStopsIsTriedAgain() {
        AttemptResult result = evaluate(trial -> {
            stopping = true;
            throw new EvaluationException(FailureKind.EXIT_CODE, "SIGINT");
        });
        assertThat(result.outcome()).isEqualTo(new TrialState.Interrupted());
    }

    @Test
    void whatFailsByItselfWhileTheRunStopsHasFailed() {
        AttemptResult result = evaluate(trial -> {
            stopping = true;
            return Double.NaN;
        });
        assertThat(failure(result).kind()).isEqualTo(FailureKind.NOT_A_NUMBER);
    }

    @Test
    void aFiniteNumberCompletes() {
        AttemptResult result = evaluate(trial -> 0.25);
        assertThat(result.outcome()).isEqualTo(new TrialState.Completed(0.25));
        assertThat(result.duration().toNanos()).isEqualTo(1_000);
        assertThat(result.endedAt()).isAfter(result.startedAt());
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNotAFiniteNumberFails(double value) {
        assertThat(failure(evaluate(trial -> value)).kind()).isEqualTo(FailureKind.NOT_A_NUMBER);
    }

    @Test
    void exceptionsFailTheTrialAndNothingElse() {
        assertThat(failure(evaluate(trial -> {
                    throw new EvaluationException(FailureKind.TIMEOUT, "too slow");
                })))
                .isEqualTo(new TrialState.Failed(FailureKind.TIMEOUT, "too slow"));
        assertThat(failure(evaluate(trial -> {
                            throw new IllegalStateException("broken");
                        }))
                        .message())
                .contains("IllegalStateException")
                .contains("broken");
    }

    @Test
    void errorsOfTheObjectiveAreItsOwn() {
        assertThat(failure(evaluate(trial -> {
                            throw new OutOfMemoryError("Java heap space");
                        }))
                        .message())
                .contains("Java heap space");
        assertThat(failure(evaluate(trial -> {
                            throw new AssertionError("never");
                        }))
                        .message())
                .contains("never");
        assertThat(failure(evaluate(EvaluatorTest::endless)).message()).contains("StackOverflowError");
        assertThat(failure(evaluate(trial -> {
                            throw new NoClassDefFoundError("x/Y");
                        }))
                        .message())
                .contains("x/Y");
    }

    private static double endless(dev.nocturne.objective.TrialContext trial) {
        return endless(trial) + 1;
    }

    @Test
    void anInterruptionThatNobodyAskedForIsAFailure() {
        assertThat(failure(evaluate(trial -> {
                            throw new InterruptedException();
                        }))
                        .kind())
                .isEqualTo(FailureKind.EXCEPTION);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void messagesAreBounded() {
        String message = failure(evaluate(trial -> {
                    throw new IllegalStateException("x".repeat(1_000_000) + "\0");
                }))
                .message();
        assertThat(message).hasSize(4000).endsWith("…");
    }

    @Test
    void messagesHaveNoZeroCharactersAndNoHalfCharacters() {
        assertThat(failure(evaluate(trial -> {
                            throw new EvaluationException(FailureKind.EXIT_CODE, "a\0b");
                        }))
                        .message())
                .isEqualTo("a b");
        String message = failure(evaluate(trial -> {
                    throw new EvaluationException(FailureKind.EXIT_CODE, "x".repeat(3998) + "🦉".repeat(10));
                }))
                .message();
        assertThat(message.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE))
                .isTrue();
        assertThat(message.length()).isLessThanOrEqualTo(4000);
    }

    @Test
    void failuresAreRetriedAsOftenAsAllowed() {
        var calls = new AtomicInteger();
        AttemptResult result = evaluate(
                trial -> {
                    if (calls.incrementAndGet() < 3) {
                        throw new IllegalStateException("not yet");
                    }
                    return 1;
                },
                2);
        assertThat(result.outcome()).isEqualTo(new TrialState.Completed(1));
        assertThat(result.attempt().number()).isEqualTo(3);

        calls.set(-10);
        assertThat(failure(evaluate(
                                trial -> {
                                    calls.incrementAndGet();
                                    throw new IllegalStateException("never");
                                },
                                2))
                        .message())
                .contains("never");
        assertThat(calls).hasValue(-7);
    }

    @Test
    void nothingBeginsOnceTheRunStops() {
        stopping = true;
        var calls = new AtomicInteger();
        assertThat(evaluate(trial -> calls.incrementAndGet()).outcome()).isEqualTo(new TrialState.Interrupted());
        assertThat(calls).hasValue(0);
    }

    /** Otherwise a stop would fail a trial that has a retry left, and the night would differ from one without it. */
    @Test
    void aStopTakesNoRetryAway() {
        AttemptResult result = evaluate(
                trial -> {
                    stopping = true;
                    throw new IllegalStateException("failed");
                },
                5);
        assertThat(result.attempt().number()).isEqualTo(2);
        assertThat(result.outcome()).isEqualTo(new TrialState.Interrupted());
    }

    @Test
    void whatTheParametersHaveNoPartInIsTriedAgainAfterLongerAndLongerPauses() {
        var calls = new AtomicInteger();
        AttemptResult result = evaluate(trial -> {
            calls.incrementAndGet();
            throw new EvaluationException(FailureKind.CONNECTION, "refused");
        });
        assertThat(calls).hasValue(6);
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 16L);
        assertThat(failure(result).kind()).isEqualTo(FailureKind.CONNECTION);
    }

    @Test
    void retriesOfTheTwoSortsAreCountedApart() {
        var calls = new AtomicInteger();
        AttemptResult result = evaluate(
                trial -> {
                    boolean surroundings = calls.incrementAndGet() % 2 == 1;
                    throw new EvaluationException(
                            surroundings ? FailureKind.COULD_NOT_START : FailureKind.EXIT_CODE, "no");
                },
                2);
        assertThat(calls).hasValue(6);
        assertThat(failure(result).kind()).isEqualTo(FailureKind.EXIT_CODE);
        assertThat(pauses).hasSize(3);
    }

    @Test
    void exhaustedMemoryIsAKindOfItsOwn() {
        AttemptResult result = evaluate(trial -> {
            throw new OutOfMemoryError("Java heap space");
        });
        assertThat(failure(result).kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
    }

    private AttemptResult evaluatePruning(Objective objective) {
        Attempt claimed = TrialLedgerContract.block(ledger.claim("w", 1)).get(0);
        var attempt = new Attempt(
                claimed.trialId(),
                claimed.number(),
                claimed.parameters(),
                claimed.seed(),
                claimed.budget(),
                claimed.origin(),
                claimed.before(),
                measured -> measured.lastEntry().getValue() > 10);
        return evaluator(TrialLedgerContract.study(10).build().goals(), objective, 3)
                .evaluate("w", attempt);
    }

    @Test
    void aHopelessTrialIsPrunedWhateverItReturnsAfterwards() {
        AttemptResult result = evaluatePruning(trial -> {
            trial.report(1, 5);
            assertThat(trial.isPruned()).isFalse();
            trial.report(2, 11);
            assertThat(trial.isPruned()).isTrue();
            trial.report(3, 1);
            return 0.5;
        });
        assertThat(result.outcome()).isEqualTo(new TrialState.Pruned(2, 11));
        assertThat(result.measurements()).extracting(Measurement::step).containsExactly(1L, 2L);
    }

    @Test
    void aHopelessTrialIsNeitherFailedNorRetried() {
        AttemptResult result = evaluatePruning(trial -> {
            trial.report(7, 12);
            throw new EvaluationException(FailureKind.EXIT_CODE, "killed");
        });
        assertThat(result.outcome()).isEqualTo(new TrialState.Pruned(7, 12));
        assertThat(result.attempt().number()).isEqualTo(1);
    }

    @Test
    void aHopelessTrialIsPrunedAlsoWhenTheRunIsCutShortThen() {
        AttemptResult result = evaluatePruning(trial -> {
            trial.report(7, 12);
            interruption.request();
            throw new InterruptedException();
        });
        assertThat(result.outcome()).isEqualTo(new TrialState.Pruned(7, 12));
    }

    @Test
    void whatTheProgramLeftIsKept() {
        var end = new ProgramEnd(OptionalLong.of(17), OptionalInt.of(3), "out", "err");
        AttemptResult result = evaluate(trial -> {
            trial.ended(end);
            return 1;
        });
        assertThat(result.program()).contains(end);
    }

    @Test
    void whatFailsOfBeingCutShortIsInterrupted() {
        Objective wrapping = trial -> {
            try {
                interruption.request();
                Thread.sleep(60_000);
                return 1;
            } catch (InterruptedException cutShort) {
                throw new IllegalStateException(cutShort);
            }
        };
        assertThat(evaluate(wrapping, 3).outcome()).isEqualTo(new TrialState.Interrupted());
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void measurementsComeWithTheResult() {
        AttemptResult result = evaluate(trial -> {
            trial.report(2, 0.5);
            trial.report(1, 0.75);
            trial.report(2, 0.25);
            trial.report(-1, 9);
            trial.report(3, Double.NaN);
            return 1;
        });
        assertThat(result.measurements()).extracting(Measurement::step).containsExactly(1L, 2L);
        assertThat(result.measurements()).extracting(Measurement::value).containsExactly(0.75, 0.25);
    }

    private AttemptResult evaluateTwo(MultiObjective objective) {
        Study study = TrialLedgerContract.study(10)
                .goal("accuracy", Direction.MAXIMIZE)
                .goal("seconds", Direction.MINIMIZE)
                .build();
        Attempt attempt = TrialLedgerContract.block(ledger.claim("w", 1)).get(0);
        return evaluator(study.goals(), objective, 0).evaluate("w", attempt);
    }

    @Test
    void severalObjectivesCompleteTogether() {
        assertThat(evaluateTwo(trial -> new double[] {0.9, 12}).outcome())
                .isEqualTo(new TrialState.Completed(List.of(0.9, 12.0)));
    }

    @Test
    void whichOfSeveralObjectivesIsNoNumberIsTold() {
        TrialState.Failed failed = failure(evaluateTwo(trial -> new double[] {0.9, Double.NaN}));
        assertThat(failed.kind()).isEqualTo(FailureKind.NOT_A_NUMBER);
        assertThat(failed.message()).contains("'seconds'").contains("NaN");
    }

    @Test
    void tooFewAndTooManyObjectivesAreRefused() {
        TrialState.Failed tooFew = failure(evaluateTwo(trial -> new double[] {0.9}));
        assertThat(tooFew.kind()).isEqualTo(FailureKind.WRONG_OBJECTIVES);
        assertThat(tooFew.message()).contains("1 value,").contains("2: accuracy, seconds");
        assertThat(failure(evaluateTwo(trial -> new double[] {1, 2, 3})).kind())
                .isEqualTo(FailureKind.WRONG_OBJECTIVES);
        MultiObjective two = trial -> new double[] {1, 2};
        assertThat(failure(evaluate(two)).kind()).isEqualTo(FailureKind.WRONG_OBJECTIVES);
        assertThat(failure(evaluateTwo(trial -> null)).kind()).isEqualTo(FailureKind.EXCEPTION);
    }
}
