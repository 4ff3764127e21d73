package dev.nocturne.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nocturne.space.Point;
import dev.nocturne.study.FailureKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TimedObjectiveTest {
    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration NEVER = Duration.ofHours(1);

    @Test
    void whatEndsInTimeIsAsWithoutALimit() throws Exception {
        var trial = Trials.of("x", 2.0);
        var timed = new TimedObjective(
                context -> {
                    context.report(1, 0.5);
                    return context.parameters().number("x") + context.seed() + context.trialId();
                },
                NEVER);
        assertThat(timed.evaluateAll(trial)).containsExactly(2.0 + 42 + 7);
        assertThat(trial.measurements()).containsExactly("1=0.5");
        MultiObjective pair = context -> new double[] {1, 2};
        assertThat(new TimedObjective(pair, NEVER).evaluateAll(trial)).containsExactly(1, 2);
    }

    @Test
    void whatIsThrownIsThrown() {
        var failure = new EvaluationException(FailureKind.NO_RESULT, "nothing");
        assertThatThrownBy(() -> timed(failure).evaluateAll(Trials.of())).isSameAs(failure);
        var error = new StackOverflowError();
        assertThatThrownBy(() -> timed(error).evaluateAll(Trials.of())).isSameAs(error);
        var unchecked = new IllegalStateException();
        assertThatThrownBy(() -> timed(unchecked).evaluateAll(Trials.of())).isSameAs(unchecked);
    }

    private static TimedObjective timed(Throwable thrown) {
        return new TimedObjective(
                context -> {
                    if (thrown instanceof EvaluationException failure) {
                        throw failure;
                    }
                    if (thrown instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) thrown;
                },
                NEVER);
    }

    @Test
    void whatTakesTooLongIsInterrupted() {
        var interrupted = new CompletableFuture<Boolean>();
        var timed = new TimedObjective(
                context -> {
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        interrupted.complete(true);
                    }
                    return 1;
                },
                SOON);
        var failure = catchThrowableOfType(EvaluationException.class, () -> timed.evaluateAll(Trials.of()));
        assertThat(failure.kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(failure).hasMessage("The evaluation took longer than its timeout of 0.05s and was interrupted.");
        assertThat(interrupted).isCompleted();
    }

    @Test
    void whatDoesNotHeedAnInterruptIsLeftBehindUnheard() throws Exception {
        var release = new CountDownLatch(1);
        var reported = new CountDownLatch(1);
        var thread = new AtomicReference<Thread>();
        var trial = Trials.of();
        var timed = new TimedObjective(
                context -> {
                    thread.set(Thread.currentThread());
                    awaitDeaf(release);
                    context.report(1, 1);
                    reported.countDown();
                    return 1;
                },
                SOON,
                SOON);
        var failure = catchThrowableOfType(EvaluationException.class, () -> timed.evaluateAll(trial));
        assertThat(failure.kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(failure).hasMessageContaining("did not heed an interrupt within 0.05s, and was left behind");
        assertThat(thread.get().isDaemon()).isTrue();
        release.countDown();
        assertThat(reported.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(trial.measurements()).isEmpty();
    }

    private static void awaitDeaf(CountDownLatch latch) {
        boolean released = false;
        while (!released) {
            try {
                latch.await();
                released = true;
            } catch (InterruptedException deaf) {
                continue;
            }
        }
    }

    @Test
    void anInterruptOfTheWorkerReachesTheEvaluation() throws Exception {
        var begun = new CountDownLatch(1);
        var reached = new AtomicBoolean();
        var timed = new TimedObjective(
                context -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        reached.set(true);
                    }
                    return 1;
                },
                NEVER);
        var outcome = new CompletableFuture<Throwable>();
        var worker = new Thread(() -> {
            try {
                timed.evaluateAll(Trials.of());
            } catch (InterruptedException | EvaluationException thrown) {
                outcome.complete(thrown);
            }
        });
        worker.start();
        begun.await();
        worker.interrupt();
        assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertThat(reached).isTrue();
    }

    @Test
    void theEvaluationSeesAllOfItsTrial() throws Exception {
        var program = new ProgramEnd(OptionalLong.of(1), OptionalInt.of(0), "", "");
        var ends = new ArrayList<ProgramEnd>();
        TrialContext trial = new TrialContextOfPruned(Trials.of(), ends);
        var timed = new TimedObjective(
                context -> {
                    context.ended(program);
                    assertThat(context.checkpointDirectory()).contains(Path.of("kept"));
                    return context.isPruned() ? context.attempt() + context.budget() : 0;
                },
                NEVER);
        assertThat(timed.evaluateAll(trial)).containsExactly(2);
        assertThat(ends).containsExactly(program);
    }

    private record TrialContextOfPruned(TrialContext trial, List<ProgramEnd> ends) implements TrialContext {
        @Override
        public int trialId() {
            return trial.trialId();
        }

        @Override
        public int attempt() {
            return trial.attempt();
        }

        @Override
        public Point parameters() {
            return trial.parameters();
        }

        @Override
        public long seed() {
            return trial.seed();
        }

        @Override
        public double budget() {
            return trial.budget();
        }

        @Override
        public Optional<Path> checkpointDirectory() {
            return Optional.of(Path.of("kept"));
        }

        @Override
        public void report(long step, double value) {
            trial.report(step, value);
        }

        @Override
        public boolean isPruned() {
            return true;
        }

        @Override
        public void ended(ProgramEnd program) {
            ends.add(program);
        }
    }

    @Test
    void closingReachesTheObjective() {
        var closed = new AtomicBoolean();
        new TimedObjective(
                        new Objective() {
                            @Override
                            public double evaluate(TrialContext trial) {
                                return 1;
                            }

                            @Override
                            public void close() {
                                closed.set(true);
                            }
                        },
                        NEVER)
                .close();
        assertThat(closed).isTrue();
    }
}
