package dev.nocturne.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema for editors says what the reader says, as far as a schema can. */
class StudySchemaTest {
    /** Stands in a broken file that only the reader can refuse. */
    private static final String BEYOND_A_SCHEMA = "#: beyond a schema";

    private static final JsonNode SOURCE = source();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SOURCE);

    static List<Path> brokenStudies() {
        return StudyFixtures.brokenStudies().stream()
                .filter(file -> isYaml(StudyFixtures.textOf(file)))
                .toList();
    }

    static List<String> validStudies() {
        return ValidStudies.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenStudies")
    void refusesWhatASchemaCanRefuse(Path file) {
        String text = StudyFixtures.textOf(file);
        assertThat(complaints(text).isEmpty())
                .as("accepted by the schema: " + file)
                .isEqualTo(text.contains(BEYOND_A_SCHEMA));
    }

    @ParameterizedTest
    @MethodSource("validStudies")
    void acceptsWhatTheReaderAccepts(String text) {
        assertThat(complaints(text)).isEmpty();
    }

    @Test
    void isAValidSchema() {
        Schema metaSchema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(metaSchema.validate(SOURCE)).isEmpty();
    }

    @Test
    void knowsTheKeysThatTheReaderKnows() {
        assertThat(keys(SOURCE)).isEqualTo(new TreeSet<>(StudyKeysReader.KEYS));
        assertKeysOfTypes(RangeReader.KEYS, "range");
        assertKeysOfTypes(ObjectiveReader.KEYS, "objective");
        assertKeysOfTypes(PrunerReader.KEYS, "pruner");
        assertThat(keys(SOURCE.at("/properties/patience/anyOf/1")))
                .isEqualTo(new TreeSet<>(LimitsReader.PATIENCE_KEYS));
    }

    @Test
    void theReferenceHasARowForEveryKey() {
        String named = StudyFixtures.textOf(ValidStudies.REFERENCE)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf('|', 1)))
                .collect(Collectors.joining());
        assertThat(StudyKeysReader.KEYS).allSatisfy(key -> assertThat(named).contains("`" + key + "`"));
    }

    private static void assertKeysOfTypes(Map<String, List<String>> keysOf, String definition) {
        List<String> offered = new ArrayList<>();
        SOURCE.at("/$defs/" + definition + "/oneOf")
                .forEach(option -> offered.add(option.get("$ref").stringValue().replace("#/$defs/", "")));
        assertThat(offered).isEqualTo(List.copyOf(keysOf.keySet()));
        keysOf.forEach((type, keys) -> {
            var expected = new TreeSet<>(keys);
            expected.add("type");
            assertThat(keys(SOURCE.at("/$defs/" + type))).as(type).isEqualTo(expected);
        });
    }

    private static TreeSet<String> keys(JsonNode object) {
        return new TreeSet<>(object.get("properties").propertyNames());
    }

    private static List<String> complaints(String text) {
        JsonNode tree = SchemaTree.of(YamlTree.read(text, new Problems("study.yml")));
        return SCHEMA.validate(tree).stream().map(Object::toString).toList();
    }

    private static boolean isYaml(String text) {
        try {
            Problems problems = new Problems("study.yml");
            YamlTree.read(text, problems);
            problems.throwIfAny();
            return true;
        } catch (StudyFileException e) {
            return false;
        }
    }

    private static JsonNode source() {
        try (InputStream in = StudyReader.class.getResourceAsStream("study.schema.json")) {
            return JsonMapper.builder().build().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
