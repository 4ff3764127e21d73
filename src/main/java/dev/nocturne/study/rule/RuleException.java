package dev.nocturne.study.rule;

import dev.nocturne.study.InvalidStudyException;

/** A rule that cannot be read; the message says why and what to write. */
public final class RuleException extends InvalidStudyException {
    private static final long serialVersionUID = 1L;

    private final String complaint;
    private final int offset;

    /** A complaint before it is known about which rule. */
    static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;
        private final int offset;

        Fault(int offset, String complaint) {
            super(complaint, null, false, false);
            this.offset = offset;
        }
    }

    RuleException(String rule, Fault fault) {
        super("The constraint \"" + rule + "\" cannot be read at character " + (fault.offset + 1) + ": "
                + fault.getMessage());
        this.complaint = fault.getMessage();
        this.offset = fault.offset;
    }

    /** What is wrong, without the rule itself. */
    public String complaint() {
        return complaint;
    }

    /** Where in the rule's text, in {@code char}s from 0. */
    public int offset() {
        return offset;
    }
}
