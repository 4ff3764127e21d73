package dev.nocturne.store;

import dev.nocturne.study.InvalidStudyException;
import java.util.regex.Pattern;

/**
 * One SQL statement, without a semicolon at its end. Databases differ in what they make of several: H2 answers the first
 * and says nothing of the others.
 */
record SingleQuery(String text) {
    private static final Pattern QUOTED_OR_COMMENT =
            Pattern.compile("'[^']*'|\"[^\"]*\"|--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);

    /**
     * What somebody typed.
     *
     * @throws InvalidStudyException if it is empty or more than one statement
     */
    static SingleQuery of(String typed) {
        String text = typed.strip();
        while (text.endsWith(";")) {
            text = text.substring(0, text.length() - 1).strip();
        }
        if (text.isEmpty()) {
            throw new InvalidStudyException("There is no query, such as: select * from v_run");
        }
        if (hasSemicolonOutsideOfQuotes(text)) {
            throw new InvalidStudyException("One query at a time, please: these are several, with a ';' between them.");
        }
        return new SingleQuery(text);
    }

    /** What is quoted or a comment is not looked at. */
    private static boolean hasSemicolonOutsideOfQuotes(String text) {
        return QUOTED_OR_COMMENT.matcher(text).replaceAll(" ").indexOf(';') >= 0;
    }
}
