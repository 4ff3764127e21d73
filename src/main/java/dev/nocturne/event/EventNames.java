package dev.nocturne.event;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How the kinds of events are named outside of the program: {@code TrialCompleted} is {@code TRIAL_COMPLETED}. */
public final class EventNames {
    private EventNames() {}

    /** All of them, in the order of the alphabet. */
    public static List<String> all() {
        return kinds(TuningEvent.class).map(EventNames::of).sorted().toList();
    }

    /** The name of a kind. */
    public static String of(Class<?> kind) {
        return kind.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed() ? Stream.of(type.getPermittedSubclasses()).flatMap(EventNames::kinds) : Stream.of(type);
    }
}
