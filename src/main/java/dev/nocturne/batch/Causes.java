package dev.nocturne.batch;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** What a failure was caused by. */
final class Causes {
    private Causes() {}

    /** The failure and its causes, the outermost first. */
    static Stream<Throwable> of(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    /** The outermost of a kind. */
    static <T extends Throwable> Optional<T> first(Class<T> kind, Throwable failure) {
        return of(failure).filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** Whether one of these kinds is among them. */
    static boolean include(Throwable failure, Class<?>... kinds) {
        return of(failure).anyMatch(cause -> Arrays.stream(kinds).anyMatch(kind -> kind.isInstance(cause)));
    }
}
