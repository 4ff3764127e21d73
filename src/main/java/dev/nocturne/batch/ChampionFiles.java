package dev.nocturne.batch;

import dev.nocturne.objective.protocol.ParameterVariable;
import dev.nocturne.store.ChampionRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.env.Environment;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A study's parameters in use as files that other programs read: {@code best.json}, {@code best.properties} and
 * {@code best.env}. Each appears as a whole or stays as it was. The table is what counts: files that are missing or old are
 * written again. Immutable.
 *
 * @param root below it each study has a folder
 */
record ChampionFiles(Path root) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern NEEDS_NO_QUOTES = Pattern.compile("[A-Za-z0-9._:/+-]+");

    static ChampionFiles of(Environment environment) {
        return new ChampionFiles(Path.of(environment.getProperty("nocturne.champions.directory", "data/champions"))
                .toAbsolutePath()
                .normalize());
    }

    /** Where a study's files are. */
    Path folder(String study) {
        return root.resolve(SafeName.of(study));
    }

    /**
     * Writes what is not there already.
     *
     * @throws UncheckedIOException if that cannot be done
     */
    void write(String study, ChampionRecord champion) {
        Path folder = folder(study);
        Map<String, String> files = Map.of(
                "best.json", json(study, champion),
                "best.properties", properties(champion),
                "best.env", environment(study, champion));
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, String> file : files.entrySet()) {
                replace(folder.resolve(file.getKey()), file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void replace(Path file, byte[] content) throws IOException {
        if (Files.isRegularFile(file)
                && Files.size(file) == content.length
                && Arrays.equals(Files.readAllBytes(file), content)) {
            return;
        }
        Path made = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.write(made, content);
            try (FileChannel channel = FileChannel.open(made, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(made);
        }
    }

    private static String json(String study, ChampionRecord champion) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("study", study);
            json.writeNumberProperty("champion", champion.number());
            json.writeStringProperty("reason", champion.reason());
            json.writeStringProperty("run_key", champion.runKey());
            json.writeNumberProperty("trial_id", champion.trialId());
            if (champion.objective() != null) {
                json.writeNumberProperty("objective", champion.objective());
            }
            json.writeStringProperty("promoted_at", champion.promotedAt().toString());
            json.writeName("parameters");
            json.writeRawValue(champion.json());
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    /** One by one: a whole {@link Properties} is written in no order, and with the date. */
    private static String properties(ChampionRecord champion) {
        return champion.parameters().entrySet().stream()
                .map(parameter -> property(parameter.getKey(), parameter.getValue()))
                .collect(Collectors.joining());
    }

    private static String property(String name, String value) {
        var one = new Properties();
        one.setProperty(name, value);
        var text = new ByteArrayOutputStream();
        try {
            // As bytes, what is not Latin is escaped, so that it is read alike from bytes and from characters.
            one.store(text, null);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString(StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    /** As a trial's program gets them; quoted for a shell where that is needed. */
    private static String environment(String study, ChampionRecord champion) {
        var lines = new StringBuilder()
                .append(assignment("NOCTURNE_STUDY", study))
                .append(assignment("NOCTURNE_CHAMPION", String.valueOf(champion.number())));
        champion.parameters().forEach((name, value) -> lines.append(assignment(ParameterVariable.of(name), value)));
        return lines.toString();
    }

    private static String assignment(String variable, String value) {
        String quoted = NEEDS_NO_QUOTES.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'";
        return variable + "=" + quoted + "\n";
    }
}
