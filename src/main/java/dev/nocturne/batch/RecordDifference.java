package dev.nocturne.batch;

import dev.nocturne.space.Condition;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** In which parts two records differ, named as in a study file. */
final class RecordDifference {
    private RecordDifference() {}

    /**
     * One line for each part that differs.
     *
     * @param path of the records in the study file
     */
    static List<String> between(String path, Object before, Object after) {
        if (before.getClass() != after.getClass()) {
            return List.of(path + ".type: was " + typeOf(before) + ", is " + typeOf(after));
        }
        return Arrays.stream(before.getClass().getRecordComponents())
                .filter(part -> !Objects.equals(valueOf(part, before), valueOf(part, after)))
                .map(part -> path + "." + keyOf(part) + ": was " + shown(valueOf(part, before)) + ", is "
                        + shown(valueOf(part, after)))
                .toList();
    }

    private static String typeOf(Object settings) {
        return settings.getClass().getSimpleName().replace("Parameter", "").toLowerCase(Locale.ROOT);
    }

    private static String keyOf(RecordComponent part) {
        if (part.getType() == Condition.class) {
            return "when";
        }
        return part.getName().equals("className") // A component cannot be called class.
                ? "class"
                : part.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String shown(Object value) {
        if (value instanceof Condition condition) {
            return condition.allowed().isEmpty()
                    ? "always"
                    : condition.allowed().toString();
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(RecordDifference::shown).orElse("not set");
        }
        if (value instanceof OptionalInt number) {
            return number.isPresent() ? String.valueOf(number.getAsInt()) : "not set";
        }
        if (value instanceof OptionalDouble number) {
            return number.isPresent() ? String.valueOf(number.getAsDouble()) : "not set";
        }
        return value instanceof Enum<?> word ? word.name().toLowerCase(Locale.ROOT) : String.valueOf(value);
    }

    private static Object valueOf(RecordComponent part, Object owner) {
        try {
            part.getAccessor().setAccessible(true);
            return part.getAccessor().invoke(owner);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("A record can be read.", impossible);
        }
    }
}
