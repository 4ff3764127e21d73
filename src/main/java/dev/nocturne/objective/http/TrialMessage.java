package dev.nocturne.objective.http;

import dev.nocturne.objective.TrialContext;
import dev.nocturne.objective.protocol.ParametersJson;
import dev.nocturne.space.Value;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** A trial as a service is told it, in JSON. */
final class TrialMessage {
    // Half a character can be part of a name, but not of UTF-8.
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private TrialMessage() {}

    static byte[] of(String study, TrialContext trial) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("study", study);
            json.writeNumberProperty("trial", trial.trialId());
            json.writeNumberProperty("attempt", trial.attempt());
            json.writeNumberProperty("seed", trial.seed());
            json.writeName("budget");
            json.writeNumber(new Value.Real(trial.budget()).text());
            json.writeName("parameters");
            ParametersJson.write(trial.parameters(), json);
            trial.checkpointDirectory()
                    .ifPresent(directory -> json.writeStringProperty("checkpointDirectory", directory.toString()));
            json.writeEndObject();
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
