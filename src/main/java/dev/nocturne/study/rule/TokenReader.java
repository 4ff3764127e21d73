package dev.nocturne.study.rule;

import dev.nocturne.study.rule.RuleException.Fault;
import dev.nocturne.study.rule.RuleToken.Kind;
import java.util.List;

/** Walks through the tokens of a rule, of which the last is its end. Not thread-safe. */
final class TokenReader {
    private final List<RuleToken> tokens;
    private int next;

    TokenReader(List<RuleToken> tokens) {
        this.tokens = tokens;
    }

    /** The next token, which stays the next. */
    RuleToken peek() {
        return tokens.get(next);
    }

    /** The next token, which is behind then. */
    RuleToken take() {
        return tokens.get(next++);
    }

    /** Leaves the next token behind and shows the one after it. */
    RuleToken afterOperator() {
        next++;
        return peek();
    }

    /** Leaves a closing parenthesis behind, which must be the next token. */
    void close(RuleToken opening) throws Fault {
        if (peek().kind() == Kind.END) {
            throw opening.fault("this parenthesis is not closed.");
        }
        if (!peek().is(")")) {
            throw peek().fault(peek().described() + " where an operator or a closing parenthesis is expected.");
        }
        next++;
    }
}
