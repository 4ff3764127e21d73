package dev.nocturne.batch;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * SIGTERM, SIGINT and SIGHUP as a wish to stop. The platform's own way, shutdown hooks, would close the database under the job,
 * and leave no choice of the exit code. {@code sun.misc.Signal} is exported by every JDK since 9, but the compiler warns
 * of it without a way to say that one knows; hence the reflection.
 */
public final class TerminationSignals {
    private TerminationSignals() {}

    /**
     * Catches the signals for the rest of the process.
     *
     * @param first called with the signal's name, on a thread of its own, when the first one comes
     * @param again called when another one comes
     */
    public static void handle(Consumer<String> first, Runnable again) {
        var count = new AtomicInteger();
        for (String name : List.of("TERM", "INT", "HUP")) {
            handle(name, () -> {
                if (count.getAndIncrement() == 0) {
                    first.accept("SIG" + name);
                } else {
                    again.run();
                }
            });
        }
    }

    private static void handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            InvocationHandler onCall = (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                    action.run();
                    return null;
                }
                return method.invoke(action, arguments);
            };
            Object handler = Proxy.newProxyInstance(handlerType.getClassLoader(), new Class<?>[] {handlerType}, onCall);
            signal.getMethod("handle", signal, handlerType)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
        } catch (ReflectiveOperationException unavailable) {
            throw new IllegalStateException("This Java platform has no signals to catch.", unavailable);
        }
    }
}
