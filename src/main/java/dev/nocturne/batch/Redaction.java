package dev.nocturne.batch;

import java.util.regex.Pattern;

/** Takes passwords out of addresses that libraries quote in their messages. */
public final class Redaction {
    private static final Pattern SETTING =
            Pattern.compile("(?i)((?:password|passwd|pwd)[\"']?\\s*[=:]\\s*)[^&;,\\s\"')}]+");
    private static final Pattern USER_INFO = Pattern.compile("(\\w://[^/@\\s]*?):[^/@\\s]*@");

    private Redaction() {}

    /** The text without them. */
    public static String of(String text) {
        return USER_INFO.matcher(SETTING.matcher(text).replaceAll("$1***")).replaceAll("$1:***@");
    }
}
