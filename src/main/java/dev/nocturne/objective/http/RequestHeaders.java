package dev.nocturne.objective.http;

import dev.nocturne.objective.HttpHeaders;
import dev.nocturne.objective.ObjectiveProblem;
import dev.nocturne.objective.protocol.OwnVariables;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A study's headers with the values of environment variables in their places. No text of this shows a value. */
final class RequestHeaders {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,200}");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}?");
    private static final Pattern VARIABLE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern VALUE = Pattern.compile("[\\t -~]*");

    /** What the client says by itself, and what it says of the body. */
    private static final Set<String> RESERVED =
            Set.of("connection", "content-length", "content-type", "expect", "host", "transfer-encoding", "upgrade");

    /** What is shorter stands in too many texts by chance. */
    private static final int SHORTEST_SECRET = 4;

    private final Map<String, String> environment;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> secrets = new LinkedHashSet<>();
    private final List<ObjectiveProblem> problems = new ArrayList<>();

    RequestHeaders(HttpHeaders headers, Map<String, String> environment) {
        this.environment = environment;
        Set<String> seen = new LinkedHashSet<>();
        headers.templates().forEach((name, template) -> {
            if (!NAME.matcher(name).matches()) {
                add(name, "This is not the name of a header.");
            } else if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
                add(name, "This header is set for each request; take it out.");
            } else if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                add(name, "This header is there twice; names of headers do not tell capitals from small letters.");
            } else {
                resolve(name, template);
            }
        });
    }

    private void resolve(String name, String template) {
        Matcher variables = VARIABLE.matcher(template);
        var value = new StringBuilder();
        boolean known = true;
        while (variables.find()) {
            String variable = variables.group(1);
            known &= isUsable(name, variable, variables.group().endsWith("}"));
            String secret = environment.getOrDefault(variable, "");
            hide(secret);
            variables.appendReplacement(value, Matcher.quoteReplacement(secret));
        }
        variables.appendTail(value);
        if (known && !VALUE.matcher(value).matches()) {
            add(name, "Its value holds a line break or another character that a header cannot hold.");
        }
        hide(value.toString());
        values.put(name, value.toString());
    }

    private boolean isUsable(String header, String variable, boolean closed) {
        if (!closed || !VARIABLE_NAME.matcher(variable).matches()) {
            add(header, "After ${ the name of an environment variable and } are expected.");
            return false;
        }
        if (OwnVariables.include(variable)) {
            add(
                    header,
                    "The environment variable " + variable + " is Nocturne's own and is sent nowhere; give the"
                            + " service's secret one with another name.");
            return false;
        }
        if (environment.getOrDefault(variable, "").isBlank()) {
            add(header, "The environment variable " + variable + " is not set.");
            return false;
        }
        return true;
    }

    private void hide(String value) {
        if (value.strip().length() >= SHORTEST_SECRET) {
            secrets.add(value.strip());
            secrets.add(value.strip().replace("\\", "\\\\").replace("\"", "\\\"")); // As JSON repeats it.
        }
    }

    private void add(String header, String message) {
        problems.add(new ObjectiveProblem(List.of("objective", "headers", header), message));
    }

    List<ObjectiveProblem> problems() {
        return List.copyOf(problems);
    }

    void applyTo(HttpRequest.Builder request) {
        values.forEach(request::setHeader);
    }

    /** The text without the values, which a service may repeat. */
    String hiddenIn(String text) {
        String hidden = text;
        // The whole before its parts.
        for (String secret : secrets.stream()
                .sorted((one, other) -> other.length() - one.length())
                .toList()) {
            hidden = hidden.replace(secret, "***");
        }
        return hidden;
    }
}
