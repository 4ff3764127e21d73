package dev.nocturne.config;

import dev.nocturne.study.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text, and words of which only some are known. */
final class Words {
    /** Any text, exactly as written: {@code no}, {@code 1.0} and {@code true} are those words. */
    static final ScalarType<String> TEXT = new ScalarType<>("text", YamlNode.Scalar::text);

    /** Text with something in it besides blanks. */
    static final ScalarType<String> NOT_BLANK = new ScalarType<>("a name", scalar -> {
        if (scalar.text().isBlank()) {
            throw new UnfitValueException("it must not be blank.");
        }
        return scalar.text();
    });

    /** What a study or a parameter may be called. */
    static final ScalarType<String> NAME = new ScalarType<>("a name", scalar -> name(scalar.text()));

    /** Yes or no, as YAML 1.2 writes it; other words for it are words. */
    static final ScalarType<Boolean> TRUE_OR_FALSE = new ScalarType<>("true or false", Words::truth);

    private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
    private static final int LONGEST_NAME = 200;
    private static final int LISTED = 20;
    private static final int SEARCHED = 200;
    private static final Pattern PLAIN = Pattern.compile("[\\w.+-]{1,60}");

    private Words() {}

    /**
     * One of some words.
     *
     * @param kind what they name: {@code strategy}
     * @param known in the order in which a person is told them
     */
    static ScalarType<String> oneOf(String kind, Collection<String> known) {
        List<String> words = List.copyOf(known);
        return new ScalarType<>("the name of a " + kind, scalar -> {
            if (!words.contains(scalar.text())) {
                throw new UnfitValueException("there is no " + kind + " " + Quoted.of(scalar.text()) + ", only "
                        + orTheLike(scalar.text(), words));
            }
            return scalar.text();
        });
    }

    /** The words, and which of them was probably meant: the end of a sentence. */
    static String orTheLike(String written, Collection<String> known) {
        Optional<String> meant = known.size() > SEARCHED ? Optional.empty() : NearestName.of(written, known);
        return listed(known)
                + "."
                + meant.map(word -> " Did you mean " + shown(word) + "?").orElse("");
    }

    /** The first of the words. */
    static String listed(Collection<String> words) {
        String first = words.stream().limit(LISTED).map(Words::shown).collect(Collectors.joining(", "));
        return words.size() <= LISTED ? first : first + " and " + (words.size() - LISTED) + " more";
    }

    private static String shown(String word) {
        return PLAIN.matcher(word).matches() ? word : Quoted.of(word);
    }

    private static boolean truth(YamlNode.Scalar scalar) throws UnfitValueException {
        String text = scalar.text();
        boolean isTruth = TRUE.contains(text) || FALSE.contains(text);
        if (isTruth && scalar.plain()) {
            return TRUE.contains(text);
        }
        throw new UnfitValueException("true or false is expected, but "
                + (isTruth
                        ? "in quotes " + Quoted.of(text) + " is text: remove the quotes."
                        : "this is " + Quoted.of(text) + "."));
    }

    private static String name(String text) throws UnfitValueException {
        if (text.isBlank()) {
            throw new UnfitValueException("a name must not be blank.");
        }
        if (text.length() > LONGEST_NAME) {
            throw new UnfitValueException(
                    "a name has at most " + LONGEST_NAME + " characters, but this has " + text.length() + ".");
        }
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            throw new UnfitValueException("a name must not hold line breaks or other control characters.");
        }
        return text;
    }
}
