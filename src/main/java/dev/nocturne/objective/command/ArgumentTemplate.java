package dev.nocturne.objective.command;

import dev.nocturne.space.Point;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One argument of a command, in which {@code {name}} stands for a parameter's value. Other braces mean themselves.
 *
 * @param text as written in the study file
 */
record ArgumentTemplate(String text) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]+)}");
    private static final Pattern LIKE_A_PARAMETER = Pattern.compile("(?<!\\$)\\{([A-Za-z_][A-Za-z0-9_.-]*)}");

    /**
     * The argument for a trial. What a value contains is never looked at again, so a value cannot bring in another.
     *
     * @param parameters names of all parameters; one that is not active in the point becomes an empty text
     */
    String fill(Set<String> parameters, Point point) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> {
            String name = match.group(1);
            if (!parameters.contains(name)) {
                return Matcher.quoteReplacement(match.group());
            }
            return Matcher.quoteReplacement(point.has(name) ? point.text(name) : "");
        });
    }

    /** Whether a parameter's value goes into it. */
    boolean dependsOn(Set<String> parameters) {
        return PLACEHOLDER.matcher(text).results().anyMatch(match -> parameters.contains(match.group(1)));
    }

    /** What looks like a parameter's name in braces but is none; <code>${name}</code> is left to the program. */
    List<String> unknown(Set<String> parameters) {
        return LIKE_A_PARAMETER
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !parameters.contains(name))
                .distinct()
                .toList();
    }
}
