package dev.nocturne.sink;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The thread of one sink: takes turns for as long as there is something to do, and looks again when it is woken or some time
 * has passed. It is never interrupted, which would close an embedded database's file under everybody's hands.
 */
final class Rounds {
    /** What other processes commit nobody tells us of. */
    private static final Duration LOOK_FOR_EVENTS = Duration.ofSeconds(1);

    /** What is committed one after the other is sent together. */
    private static final Duration COLLECT_EVENTS = Duration.ofMillis(100);

    private static final Duration LOOK_AT_STATE = Duration.ofSeconds(15);
    private static final Duration COLLECT_STATE = Duration.ofSeconds(5);

    /** To see where things stand may take the database a while; so many times as long it is left alone afterwards. */
    private static final int REST = 20;

    private static final Duration DATABASE_PAUSE = Duration.ofSeconds(3);

    private final String name;
    private final BooleanSupplier turn;
    private final Runnable atOnce;
    private final Duration look;
    private final Duration collect;
    private final boolean once;
    private final LongSupplier nanoTime;
    private final RelayListener listener;
    private final Bell bell = new Bell();
    private final Bell pause = new Bell();
    private final Thread thread;
    private volatile boolean hurried;
    private volatile boolean finishing;
    private volatile boolean closed;

    private Rounds(
            String name,
            BooleanSupplier turn,
            Runnable atOnce,
            Duration look,
            Duration collect,
            boolean once,
            LongSupplier nanoTime,
            RelayListener listener) {
        this.name = name;
        this.turn = turn;
        this.atOnce = atOnce;
        this.look = look;
        this.collect = collect;
        this.once = once;
        this.nanoTime = nanoTime;
        this.listener = listener;
        this.thread = new Thread(this::run, "sink-" + name);
        thread.setDaemon(true);
    }

    static Rounds ofEvents(String name, Courier courier, LongSupplier nanoTime, RelayListener listener) {
        return new Rounds(
                name, courier::turn, courier::close, LOOK_FOR_EVENTS, COLLECT_EVENTS, false, nanoTime, listener);
    }

    static Rounds ofState(String name, Reporter reporter, LongSupplier nanoTime, RelayListener listener) {
        BooleanSupplier turn = () -> {
            reporter.turn();
            return false;
        };
        return new Rounds(name, turn, () -> {}, LOOK_AT_STATE, COLLECT_STATE, true, nanoTime, listener);
    }

    void start() {
        thread.start();
    }

    void wake() {
        bell.ring();
    }

    /** From now on nothing is collected. */
    void hurry() {
        hurried = true;
        bell.ring();
        pause.ring();
    }

    /** One more turn, and then no other. */
    void finish() {
        finishing = true;
        hurry();
    }

    void close() {
        closed = true;
        atOnce.run();
        hurry();
    }

    void join(Duration most) throws InterruptedException {
        thread.join(most.toMillis());
    }

    private void run() {
        try {
            while (!closed) {
                boolean last = finishing;
                long began = nanoTime.getAsLong();
                boolean more = turn();
                Duration rest = Duration.ofNanos((nanoTime.getAsLong() - began) * REST);
                if (last && once) {
                    return;
                }
                if (!more && !closed) {
                    bell.await(look);
                }
                if (!hurried) {
                    pause.await(once && rest.compareTo(collect) > 0 ? rest : collect);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean turn() throws InterruptedException {
        try {
            return turn.getAsBoolean();
        } catch (RuntimeException failure) {
            listener.databaseFailed(name, failure);
            if (!closed) {
                pause.await(DATABASE_PAUSE);
            }
            return false;
        }
    }
}
