package dev.nocturne.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says in plain words, at the place where a person has to look, why a text is not YAML. */
final class SyntaxError {
    /** What begins earlier than where the parser noticed: look there. */
    private static final Map<String, String> BY_CONTEXT = new LinkedHashMap<>();

    private static final Map<String, String> BY_PROBLEM = new LinkedHashMap<>();

    static {
        BY_CONTEXT.put("quoted scalar", "the quotes that open here are never closed.");
        BY_CONTEXT.put("flow sequence", "the list that begins here with '[' is not closed, or lacks a ',' on line %d.");
        BY_CONTEXT.put("flow mapping", "what begins here with '{' is not closed, or lacks a ',' on line %d.");
        BY_PROBLEM.put(
                "unexpected character found", "a name must follow '*' or '&': put text that begins so in quotes.");
        BY_CONTEXT.put("simple key", "this line has no ':' after its key, or is not indented as its neighbours are.");

        BY_PROBLEM.put("\\t", "a tab stands here: YAML is indented with spaces.");
        BY_PROBLEM.put("that cannot start any token", "text cannot begin with this character: put it in quotes.");
        BY_PROBLEM.put(
                "mapping values are not allowed",
                "a ':' cannot stand here: put text with ': ' in it in quotes, or indent the line as its neighbours"
                        + " are.");
        BY_PROBLEM.put("sequence entries are not allowed", "a list's '-' cannot stand here: begin it on its own line.");
        BY_PROBLEM.put(
                "<block end>",
                "this line does not fit: it is not indented as its neighbours are, or the line above goes on.");
        BY_PROBLEM.put(
                "unknown escape character",
                "this '\\' means nothing in double quotes: write '\\\\', or use single quotes.");
        BY_PROBLEM.put("hexadecimal numbers", "this escape needs more hexadecimal digits.");
        BY_PROBLEM.put(
                "<document start>",
                "the study has ended before this line: it is not indented as its neighbours"
                        + " are, or a bracket is too many.");
        BY_PROBLEM.put("expected the node content", "a value is missing before this character.");
        BY_PROBLEM.put("tag handle", "tags, which begin with '!', are not read: take it out.");
        BY_PROBLEM.put("incompatible YAML", "the file says that it is in another version of YAML: take the line out.");
    }

    private SyntaxError() {}

    /** Reports the one mistake that the parser stumbled over. */
    static void report(MarkedYAMLException error, Problems problems) {
        String context = error.getContext() == null ? "" : error.getContext();
        String problem = error.getProblem() == null ? "" : error.getProblem();
        Mark noticed = error.getProblemMark() == null ? error.getContextMark() : error.getProblemMark();
        String sentence = find(BY_PROBLEM, problem);
        if (!sentence.isEmpty()) {
            problems.add(Position.of(noticed), sentence);
            return;
        }
        String earlier =
                problem.contains("expected") || problem.contains("found unexpected") ? find(BY_CONTEXT, context) : "";
        if (!earlier.isEmpty() && error.getContextMark() != null) {
            problems.add(Position.of(error.getContextMark()), String.format(earlier, noticed.getLine() + 1));
            return;
        }
        problems.add(Position.of(noticed), "this is not YAML: " + Quoted.escape(problem) + ".");
    }

    private static String find(Map<String, String> sentences, String words) {
        return sentences.entrySet().stream()
                .filter(entry -> words.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
