package dev.nocturne.objective.protocol;

import java.util.Locale;

/** The environment variables in which programs find parameters. */
public final class ParameterVariable {
    /** What all of them begin with. */
    public static final String PREFIX = "NOCTURNE_PARAM_";

    private ParameterVariable() {}

    /** The variable that holds a parameter's value: upper case, what is neither a letter nor a digit of ASCII as _. */
    public static String of(String parameter) {
        return PREFIX + parameter.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
