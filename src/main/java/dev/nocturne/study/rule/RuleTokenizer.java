package dev.nocturne.study.rule;

import dev.nocturne.study.NearestName;
import dev.nocturne.study.rule.RuleException.Fault;
import dev.nocturne.study.rule.RuleToken.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes a rule apart. Names may have hyphens and dots in them: the longest name that is a parameter's counts, and one that
 * could also be a difference is refused. Not thread-safe.
 */
final class RuleTokenizer {
    private static final Pattern NUMBER = Pattern.compile("(\\d+(\\.\\d+)?|\\.\\d+)([eE][-+]?\\d{1,3})?");
    private static final Pattern PART_OF_NUMBER = Pattern.compile("[\\p{L}\\p{N}_.]");
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{M}\\p{N}_.-]*");
    private static final Pattern SYMBOL = Pattern.compile("[<>=!]=|&&|\\|\\||[-+*/%^=!<>(),]");
    private static final Map<String, String> SAME = Map.of("and", "&&", "or", "||", "not", "!", "=", "==");
    private static final int LISTED = 20;

    private final String rule;
    private final Set<String> names;
    private final List<RuleToken> tokens = new ArrayList<>();
    private int at;

    private RuleTokenizer(String rule, Set<String> names) {
        this.rule = rule;
        this.names = names;
    }

    /**
     * The tokens of a rule, the last of them its end.
     *
     * @param names of the parameters
     */
    static List<RuleToken> tokens(String rule, Set<String> names) throws Fault {
        var tokenizer = new RuleTokenizer(rule, names);
        while (tokenizer.at < rule.length()) {
            tokenizer.next();
        }
        tokenizer.put(Kind.END, "", 0);
        return List.copyOf(tokenizer.tokens);
    }

    private void next() throws Fault {
        char c = rule.charAt(at);
        Optional<String> word = matches(WORD);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (c == '"' || c == '\'') {
            quotedWord(c);
        } else if (c == '`') {
            quotedName();
        } else if (c >= '0' && c <= '9' || c == '.') {
            number();
        } else if (word.isPresent()) {
            word(word.get().replaceFirst("[.-]+$", ""));
        } else {
            String symbol = matches(SYMBOL)
                    .orElseThrow(() ->
                            fault("'" + Character.toString(rule.codePointAt(at)) + "' has no meaning in a rule."));
            put(Kind.SYMBOL, SAME.getOrDefault(symbol, symbol), symbol.length());
        }
    }

    private Optional<String> matches(Pattern pattern) {
        Matcher matcher = pattern.matcher(rule).region(at, rule.length());
        return matcher.lookingAt() ? Optional.of(matcher.group()) : Optional.empty();
    }

    private void put(Kind kind, String text, int width) {
        tokens.add(new RuleToken(kind, text, at));
        at += width;
    }

    /** A backslash takes the next character as it is. */
    private void quotedWord(char quote) throws Fault {
        var word = new StringBuilder();
        for (int i = at + 1; i < rule.length(); i++) {
            char c = rule.charAt(i);
            if (c == quote) {
                put(Kind.WORD, word.toString(), i + 1 - at);
                return;
            }
            if (c == '\\' && i + 1 < rule.length()) {
                i++;
            }
            word.append(rule.charAt(i));
        }
        throw fault("this quote is not closed.");
    }

    private void quotedName() throws Fault {
        int end = rule.indexOf('`', at + 1);
        if (end < 0) {
            throw fault("this backquote is not closed: write a name as `name`.");
        }
        String name = rule.substring(at + 1, end);
        if (!names.contains(name)) {
            throw unknown(name);
        }
        put(Kind.NAME, name, end + 1 - at);
    }

    private void number() throws Fault {
        String number = matches(NUMBER).orElse("");
        int end = at + number.length();
        boolean goesOn = end < rule.length()
                && PART_OF_NUMBER.matcher(rule.substring(end, end + 1)).matches();
        if (number.isEmpty() || goesOn) {
            throw fault("a number such as 10, 0.5 or 1e-3 is expected here; to multiply, write 2 * x.");
        }
        put(Kind.NUMBER, number, number.length());
    }

    private void word(String word) throws Fault {
        boolean isCall = rule.substring(at + word.length()).stripLeading().startsWith("(");
        if (SAME.containsKey(word)) {
            put(Kind.SYMBOL, SAME.get(word), word.length());
        } else if (isCall && Arithmetic.FUNCTIONS.containsKey(word)) {
            put(Kind.FUNCTION, word, word.length());
        } else {
            name(word, isCall);
        }
    }

    /** The longest known name with which the word begins; what follows its hyphen is read on from there. */
    private void name(String word, boolean isCall) throws Fault {
        int end = word.length();
        while (end > 0 && !names.contains(word.substring(0, end))) {
            end = word.lastIndexOf('-', end - 1);
        }
        if (end <= 0) {
            throw isCall
                    ? fault("there is no function '" + word + "', " + only(word, Arithmetic.FUNCTIONS.keySet()))
                    : unknown(word);
        }
        String name = word.substring(0, end);
        if (isDifference(name)) {
            throw fault("'" + name + "' could be the parameter, or a difference: write `" + name
                    + "` in backquotes, or " + name.replace("-", " - ") + " with blanks.");
        }
        put(Kind.NAME, name, end);
    }

    /** Whether the name could be taken apart at hyphens into other names and numbers. */
    private boolean isDifference(String name) {
        for (int hyphen = name.indexOf('-'); hyphen >= 0; hyphen = name.indexOf('-', hyphen + 1)) {
            String rest = name.substring(hyphen + 1);
            boolean restCounts = names.contains(rest) || NUMBER.matcher(rest).matches() || isDifference(rest);
            if (names.contains(name.substring(0, hyphen)) && restCounts) {
                return true;
            }
        }
        return false;
    }

    private Fault fault(String complaint) {
        return new Fault(at, complaint);
    }

    private Fault unknown(String name) {
        return fault("there is no parameter '" + name + "', " + only(name, names));
    }

    private static String only(String written, Collection<String> names) {
        String listed = names.stream().limit(LISTED).collect(Collectors.joining(", "));
        int more = names.size() - LISTED;
        return "only " + listed + (more > 0 ? " and " + more + " more." : ".")
                + NearestName.of(written, names)
                        .map(name -> " Did you mean " + name + "?")
                        .orElse("");
    }
}
