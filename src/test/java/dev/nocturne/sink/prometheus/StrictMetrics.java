package dev.nocturne.sink.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Prometheus' text format, and takes nothing that its description does not allow. */
final class StrictMetrics {
    private static final Pattern HELP =
            Pattern.compile("# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) ((?:[^\\\\]|\\\\\\\\|\\\\n)+)");
    private static final Pattern TYPE =
            Pattern.compile("# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary|untyped)");
    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\"";
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{(" + LABEL + "(?:," + LABEL
            + ")*)} ([+-]?(?:\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|Inf)|NaN)");
    private static final Pattern ONE_LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    private StrictMetrics() {}

    /** Name and labels, these in the order of the alphabet, to the value. */
    static Map<String, Double> read(String text) {
        assertThat(text.isEmpty() || text.endsWith("\n")).isTrue();
        var samples = new HashMap<String, Double>();
        Set<String> helped = new HashSet<>();
        Set<String> typed = new HashSet<>();
        Set<String> ended = new HashSet<>();
        String current = "";
        for (String line : text.isEmpty() ? new String[0] : text.split("\n")) {
            Matcher help = HELP.matcher(line);
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (help.matches()) {
                assertThat(helped.add(help.group(1))).as(line).isTrue();
                ended.add(current);
                current = help.group(1);
            } else if (type.matches()) {
                assertThat(type.group(1)).as("a type comes behind its help").isEqualTo(current);
                assertThat(typed.add(current)).as(line).isTrue();
            } else {
                assertThat(sample.matches()).as("a sample: %s", line).isTrue();
                assertThat(sample.group(1))
                        .as("samples of a metric are together")
                        .isEqualTo(current);
                assertThat(typed).contains(current);
                assertThat(ended).doesNotContain(current);
                assertThat(samples.put(key(sample), value(sample.group(3))))
                        .as("once: %s", line)
                        .isNull();
            }
        }
        return samples;
    }

    private static String key(Matcher sample) {
        var labels = new TreeMap<String, String>();
        Matcher label = ONE_LABEL.matcher(sample.group(2));
        while (label.find()) {
            String value = Pattern.compile("\\\\(.)")
                    .matcher(label.group(2))
                    .replaceAll(
                            escape -> Matcher.quoteReplacement(escape.group(1).equals("n") ? "\n" : escape.group(1)));
            assertThat(labels.put(label.group(1), value)).isNull();
        }
        var key = new StringBuilder(sample.group(1));
        labels.forEach((name, value) -> key.append('|').append(name).append('=').append(value));
        return key.toString();
    }

    private static double value(String text) {
        return Double.parseDouble(text.replace("Inf", "Infinity"));
    }
}
