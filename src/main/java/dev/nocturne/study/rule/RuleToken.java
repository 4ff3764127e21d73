package dev.nocturne.study.rule;

import dev.nocturne.study.rule.RuleException.Fault;

/**
 * The smallest part of a rule that means something.
 *
 * @param text a parameter's name, a word without its quotes, digits, a symbol; empty at the end
 * @param offset where it begins in the rule
 */
record RuleToken(Kind kind, String text, int offset) {
    /** What a token can be; {@code and}, {@code or} and {@code not} are symbols. */
    enum Kind {
        NAME,
        FUNCTION,
        NUMBER,
        WORD,
        SYMBOL,
        END
    }

    /** Whether it is this symbol. */
    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** How to speak of it. */
    String described() {
        return kind == Kind.END ? "the rule ends" : "'" + text + "' stands";
    }

    /** What is wrong where it stands. */
    Fault fault(String complaint) {
        return new Fault(offset, complaint);
    }
}
