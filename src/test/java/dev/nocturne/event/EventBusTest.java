package dev.nocturne.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class EventBusTest {
    private static final int ROUNDS = 2_000;

    private final List<String> heard = new ArrayList<>();
    private final List<TuningEventHandler> kept = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final EventBus bus =
            new EventBus((handler, event, failure) -> failures.add(new Failure(handler, event, failure)));

    private record Failure(TuningEventHandler handler, TuningEvent event, Throwable failure) {}

    @Test
    void handlersHearEveryEventInTheOrderOfTheirSubscription() {
        var first = named("first");
        var second = named("second");
        bus.subscribe(keep(first));
        bus.subscribe(keep(second));
        bus.publish(event(1));
        bus.publish(event(2));
        assertThat(heard).containsExactly("first 1", "second 1", "first 2", "second 2");
    }

    @Test
    void publishingToNobodyIsFine() {
        assertThatNoException().isThrownBy(() -> bus.publish(event(1)));
    }

    @Test
    void handlersAreCalledOnThePublishingThread() {
        var threads = new ArrayList<Thread>();
        TuningEventHandler handler = event -> threads.add(Thread.currentThread());
        bus.subscribe(keep(handler));
        bus.publish(event(1));
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void aHandlerThatNobodyKeepsVanishes() {
        var calls = new AtomicInteger();
        var probe = subscribeWithoutKeeping(calls);
        bus.subscribe(keep(named("kept")));
        collectGarbageUntilCleared(probe);
        bus.publish(event(1));
        assertThat(calls).hasValue(0);
        assertThat(heard).containsExactly("kept 1");
    }

    @Test
    void aHandlerThatIsKeptSurvivesTheGarbageCollector() {
        bus.subscribe(keep(named("kept")));
        collectGarbageUntilCleared(new WeakReference<>(new Object()));
        bus.publish(event(1));
        assertThat(heard).containsExactly("kept 1");
    }

    static List<Throwable> failuresOfHandlers() {
        return List.of(
                new IllegalStateException(),
                new AssertionError(),
                new NoClassDefFoundError(),
                new StackOverflowError(),
                new ServiceConfigurationError("an Error of a library"));
    }

    @ParameterizedTest
    @MethodSource("failuresOfHandlers")
    void aHandlerThatFailsHarmsNobodyAndIsReported(Throwable failure) {
        TuningEventHandler failing = event -> EventBusTest.<RuntimeException>sneakyThrow(failure);
        var before = named("before");
        var after = named("after");
        bus.subscribe(keep(before));
        bus.subscribe(keep(failing));
        bus.subscribe(keep(after));
        var event = event(1);
        bus.publish(event);
        bus.publish(event(2));
        assertThat(heard).containsExactly("before 1", "after 1", "before 2", "after 2");
        assertThat(failures).hasSize(2).first().isEqualTo(new Failure(failing, event, failure));
    }

    @Test
    void aListenerToFailuresThatFailsHarmsNobodyEither() {
        var careless = new EventBus((handler, event, failure) -> {
            throw new IllegalStateException(failure);
        });
        TuningEventHandler failing = event -> {
            throw new IllegalArgumentException();
        };
        var after = named("after");
        careless.subscribe(keep(failing));
        careless.subscribe(keep(after));
        careless.publish(event(1));
        assertThat(heard).containsExactly("after 1");
    }

    @Test
    void theVirtualMachinesOwnFailureIsNotHidden() {
        TuningEventHandler failing = event -> {
            throw new OutOfMemoryError("not really");
        };
        bus.subscribe(keep(failing));
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> bus.publish(event(1)));
    }

    @Test
    void withoutAListenerFailuresGoToTheThreadsUncaughtExceptionHandler() throws InterruptedException {
        var uncaught = new ArrayList<Throwable>();
        var failure = new IllegalStateException();
        TuningEventHandler failing = event -> {
            throw failure;
        };
        var plain = new EventBus();
        plain.subscribe(keep(failing));
        var after = named("after");
        plain.subscribe(keep(after));
        var thread = new Thread(() -> plain.publish(event(1)));
        thread.setUncaughtExceptionHandler((t, exception) -> uncaught.add(exception));
        thread.start();
        thread.join();
        assertThat(uncaught).containsExactly(failure);
        assertThat(heard).containsExactly("after 1");
    }

    @Test
    void anUnsubscribedHandlerHearsNoMore() {
        var one = named("one");
        var other = named("other");
        bus.subscribe(keep(one));
        bus.subscribe(keep(other));
        bus.publish(event(1));
        bus.unsubscribe(one);
        bus.publish(event(2));
        assertThat(heard).containsExactly("one 1", "other 1", "other 2");
        bus.subscribe(keep(one));
        bus.publish(event(3));
        assertThat(heard).endsWith("other 3", "one 3");
    }

    @Test
    void unsubscribingAStrangerChangesNothing() {
        var one = named("one");
        bus.subscribe(keep(one));
        bus.unsubscribe(named("stranger"));
        bus.publish(event(1));
        assertThat(heard).containsExactly("one 1");
    }

    @Test
    void aHandlerSubscribedTwiceHearsTwiceUntilItIsUnsubscribed() {
        var one = named("one");
        bus.subscribe(keep(one));
        bus.subscribe(keep(one));
        bus.publish(event(1));
        assertThat(heard).containsExactly("one 1", "one 1");
        bus.unsubscribe(one);
        bus.publish(event(2));
        assertThat(heard).hasSize(2);
    }

    /** Handlers that are equal, as records may be, are still two. */
    @Test
    void handlersAreToldApartByIdentity() {
        record Counter(AtomicInteger calls) implements TuningEventHandler {
            @Override
            public void handle(TuningEvent event) {
                calls.incrementAndGet();
            }
        }
        var calls = new AtomicInteger();
        var one = new Counter(calls);
        var equal = new Counter(calls);
        bus.subscribe(keep(one));
        bus.unsubscribe(equal);
        bus.publish(event(1));
        assertThat(calls).hasValue(1);
        assertThat(one).isEqualTo(equal);
    }

    @Test
    void aHandlerThatSubscribesAnotherDoesNotMakeItHearTheSameEvent() {
        var late = named("late");
        TuningEventHandler inviting = once(event -> bus.subscribe(keep(late)));
        bus.subscribe(keep(inviting));
        bus.publish(event(1));
        assertThat(heard).isEmpty();
        bus.publish(event(2));
        assertThat(heard).containsExactly("late 2");
    }

    @Test
    void aHandlerUnsubscribedWhileAnEventIsOnItsWayDoesNotHearIt() {
        var unwanted = named("unwanted");
        var last = named("last");
        TuningEventHandler expelling = event -> bus.unsubscribe(unwanted);
        bus.subscribe(keep(expelling));
        bus.subscribe(keep(unwanted));
        bus.subscribe(keep(last));
        bus.publish(event(1));
        assertThat(heard).containsExactly("last 1");
    }

    @Test
    void aHandlerMayUnsubscribeItself() {
        var self = new TuningEventHandler() {
            @Override
            public void handle(TuningEvent event) {
                heard.add("self");
                bus.unsubscribe(this);
            }
        };
        var other = named("other");
        bus.subscribe(keep(self));
        bus.subscribe(keep(other));
        bus.publish(event(1));
        bus.publish(event(2));
        assertThat(heard).containsExactly("self", "other 1", "other 2");
    }

    @Test
    void aHandlerMayPublish() {
        var last = named("last");
        TuningEventHandler answering = once(event -> bus.publish(event(2)));
        bus.subscribe(keep(answering));
        bus.subscribe(keep(last));
        bus.publish(event(1));
        assertThat(heard).containsExactly("last 2", "last 1");
    }

    @Test
    void nothingIsLostOrDoubledWhileOthersComeAndGo() throws Exception {
        var steady = new AtomicInteger();
        TuningEventHandler counting = event -> steady.incrementAndGet();
        bus.subscribe(keep(counting));
        var start = new CyclicBarrier(6);
        var threads = Executors.newFixedThreadPool(6);
        try {
            var work = new ArrayList<Callable<Integer>>();
            for (int publisher = 0; publisher < 3; publisher++) {
                work.add(() -> publishMany(start));
            }
            for (int guest = 0; guest < 3; guest++) {
                int attempt = guest + 1;
                work.add(() -> comeAndGo(start, attempt));
            }
            for (var done : threads.invokeAll(work)) {
                assertThat(done.get()).isEqualTo(ROUNDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(steady).hasValue(6 * ROUNDS);
        assertThat(failures).isEmpty();
    }

    private int publishMany(CyclicBarrier start) throws Exception {
        start.await();
        for (int i = 0; i < ROUNDS; i++) {
            bus.publish(event(0));
        }
        return ROUNDS;
    }

    /** Subscribes, publishes once, unsubscribes, and so on; returns how many of its own events it heard. */
    private int comeAndGo(CyclicBarrier start, int mark) throws Exception {
        var own = new AtomicInteger();
        start.await();
        for (int i = 0; i < ROUNDS; i++) {
            TuningEventHandler guest = event -> own.addAndGet(trialId(event) == mark ? 1 : 0);
            bus.subscribe(guest);
            bus.publish(event(mark));
            bus.unsubscribe(guest);
        }
        return own.get();
    }

    private WeakReference<TuningEventHandler> subscribeWithoutKeeping(AtomicInteger calls) {
        TuningEventHandler handler = event -> calls.incrementAndGet();
        bus.subscribe(handler);
        return new WeakReference<>(handler);
    }

    private static void collectGarbageUntilCleared(WeakReference<?> probe) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (probe.get() != null) {
            assertThat(System.nanoTime())
                    .as("time until the probe is collected")
                    .isLessThan(deadline);
            System.gc();
        }
    }

    /** The garbage collector may take a local variable's object as soon as the method reads it no more. */
    private TuningEventHandler keep(TuningEventHandler handler) {
        kept.add(handler);
        return handler;
    }

    private TuningEventHandler named(String name) {
        return event -> heard.add(name + " " + trialId(event));
    }

    private static TuningEventHandler once(Consumer<TuningEvent> action) {
        var done = new AtomicBoolean();
        return event -> {
            if (!done.getAndSet(true)) {
                action.accept(event);
            }
        };
    }

    private static int trialId(TuningEvent event) {
        return ((TuningEvent.TrialEvent) event).trialId();
    }

    private static TuningEvent event(int trialId) {
        return new TuningEvent.TrialInterrupted(trialId, 1, Instant.EPOCH);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneakyThrow(Throwable failure) throws T {
        throw (T) failure;
    }
}
