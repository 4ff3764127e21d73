package dev.nocturne.objective.plugin;

import dev.nocturne.objective.protocol.Excerpt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what a plugin threw. An exception is code of the plugin too, and may fail when it is asked. */
final class Thrown {
    private static final int LONGEST = 1000;
    private static final int DEEPEST = 10;
    private static final Pattern CLASS_VERSION = Pattern.compile("class file version (\\d{2,4})");
    private static final int VERSION_OF_JAVA_0 = 44;

    private Thrown() {}

    /** Its class and message and where it was thrown, without a full stop. */
    static String inWords(Throwable thrown) {
        try {
            Throwable cause = thrown;
            for (int i = 0; i < DEEPEST && cause.getMessage() == null && cause.getCause() != null; i++) {
                cause = cause.getCause();
            }
            String message = cause.getMessage();
            StackTraceElement[] frames = cause.getStackTrace();
            return Excerpt.beginningOf(
                    cause.getClass().getName()
                            + (message == null ? "" : ": " + message)
                            + (frames.length == 0 ? "" : " (" + frames[0] + ")"),
                    LONGEST);
        } catch (Throwable worse) {
            return thrown.getClass().getName();
        }
    }

    /** Why a class could not be loaded, without a full stop. */
    static String whyNotLoaded(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        if (thrown instanceof UnsupportedClassVersionError) {
            Matcher version = CLASS_VERSION.matcher(message);
            int runtime = Runtime.version().feature();
            if (version.find()) {
                return Excerpt.beginningOf(message.split(" ")[0].replace('/', '.')) + " is compiled for Java "
                        + (Integer.parseInt(version.group(1)) - VERSION_OF_JAVA_0) + ", but this is Java " + runtime
                        + ": compile it with --release " + runtime + ", or use a newer Java";
            }
        }
        return thrown instanceof NoClassDefFoundError missing
                ? "it needs the class " + Excerpt.beginningOf(message.replace('/', '.'))
                        + ", which is in none of its jars and is not for plugins to see"
                : inWords(thrown);
    }
}
