package dev.nocturne.config;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** What an editor shows to a schema: the tree of a text, its plain words resolved by the core schema of YAML 1.2. */
final class SchemaTree {
    private static final JsonNodeFactory JSON = JsonMapper.builder().build().getNodeFactory();
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\.\\d+|\\d+(\\.\\d*)?)([eE][-+]?\\d+)?");

    private SchemaTree() {}

    static JsonNode of(YamlNode node) {
        if (node instanceof YamlNode.Mapping mapping) {
            var object = JSON.objectNode();
            mapping.entries().forEach(entry -> object.set(entry.key().text(), of(entry.value())));
            return object;
        }
        if (node instanceof YamlNode.Sequence list) {
            var array = JSON.arrayNode();
            list.items().forEach(item -> array.add(of(item)));
            return array;
        }
        return node instanceof YamlNode.Scalar scalar ? word(scalar) : JSON.nullNode();
    }

    private static JsonNode word(YamlNode.Scalar scalar) {
        if (scalar.isNull()) {
            return JSON.nullNode();
        }
        if (scalar.plain() && scalar.text().matches("[tT]rue|TRUE|[fF]alse|FALSE")) {
            return JSON.booleanNode(scalar.text().equalsIgnoreCase("true"));
        }
        return scalar.plain() && NUMBER.matcher(scalar.text()).matches()
                ? number(scalar.text())
                : JSON.stringNode(scalar.text());
    }

    /** Whole numbers exactly, as far as a {@code double} reaches; others as a {@code double}. */
    private static JsonNode number(String text) {
        double number = Double.parseDouble(text);
        return Double.isFinite(number) && number == Math.rint(number)
                ? JSON.numberNode(new BigDecimal(text).toBigInteger())
                : JSON.numberNode(number);
    }
}
