package dev.nocturne.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InterruptionTest {
    private final Interruption interruption = new Interruption();

    @Test
    void interruptsOnlyWhoEvaluates() throws Exception {
        var evaluating = new CountDownLatch(1);
        var thread = Executors.newSingleThreadExecutor();
        var interrupted = thread.submit(() -> {
            interruption.enter();
            try {
                evaluating.countDown();
                Thread.sleep(60_000);
                return false;
            } catch (InterruptedException expected) {
                return true;
            } finally {
                interruption.leave();
            }
        });
        evaluating.await();
        interruption.request();
        assertThat(interrupted.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(thread.submit(() -> Thread.currentThread().isInterrupted()).get())
                .isFalse();
        thread.shutdown();
    }

    @Test
    void whoEntersLaterIsInterruptedAtOnceAndForgetsItWhenLeaving() {
        interruption.request();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        interruption.enter();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        interruption.leave();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(interruption.isRequested()).isTrue();
    }

    /** The thread may be writing to the database by then. */
    @Test
    void neverReachesAThreadThatHasLeft() throws Exception {
        var requesting = Executors.newSingleThreadExecutor();
        for (int i = 0; i < 2000; i++) {
            var fresh = new Interruption();
            fresh.enter();
            var request = requesting.submit(fresh::request);
            fresh.leave();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            request.get();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
        requesting.shutdown();
    }
}
