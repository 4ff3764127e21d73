package dev.nocturne.batch;

import java.util.regex.Pattern;

/** How a person starts commands here, so that what a message tells them to type works as it stands. */
public final class Invocation {
    private static final Pattern PLAIN_WORD = Pattern.compile("[\\p{L}\\p{N}._/-]+");

    private Invocation() {}

    /**
     * A command line: with {@code bin/nocturne}, if that started this process.
     *
     * @param command for example {@code status}
     * @param arguments quoted where a shell needs it
     */
    public static String of(String command, String... arguments) {
        String launcher = System.getProperty("nocturne.launcher");
        var line = new StringBuilder(launcher == null ? "java -jar " + quoted(jar()) : quoted(launcher))
                .append(' ')
                .append(command);
        for (String argument : arguments) {
            line.append(' ').append(quoted(argument));
        }
        return line.toString();
    }

    /** The jar that this program was started from; where it runs from its classes, the jar that the build makes. */
    private static String jar() {
        String started = System.getProperty("sun.java.command", "");
        int end = started.indexOf(".jar");
        return end < 0 ? "target/nocturne.jar" : started.substring(0, end + ".jar".length());
    }

    /** A word as a shell takes it. */
    static String quoted(String word) {
        return PLAIN_WORD.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
