package dev.nocturne.store;

import dev.nocturne.study.InvalidStudyException;

/**
 * One SQL statement, without a semicolon at its end. Databases differ in what they make of several: H2 answers the first
 * and says nothing of the others.
 */
record SingleQuery(String text) {
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

    private static boolean hasSemicolonOutsideOfQuotes(String text) {
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == ';') {
                return true;
            }
        }
        return false;
    }
}
