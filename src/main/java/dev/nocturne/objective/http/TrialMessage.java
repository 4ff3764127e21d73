package dev.nocturne.objective.http;

import dev.nocturne.objective.TrialContext;
import dev.nocturne.objective.protocol.ParametersJson;
import dev.nocturne.space.Value;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A trial as a service is told it, in JSON. */
final class TrialMessage {
    private static final JsonFactory JSON = new JsonFactory();

    private TrialMessage() {}

    static byte[] of(String study, TrialContext trial) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
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
        return bytes.toByteArray();
    }
}
