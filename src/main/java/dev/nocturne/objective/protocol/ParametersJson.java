package dev.nocturne.objective.protocol;

import dev.nocturne.space.Point;
import tools.jackson.core.JsonGenerator;

/** The parameters of a trial as a JSON object: numbers as numbers, choices as texts, what is not active left out. */
public final class ParametersJson {
    private ParametersJson() {}

    /** Writes the object where the generator stands. */
    public static void write(Point parameters, JsonGenerator json) {
        json.writeStartObject();
        parameters.values().forEach((name, value) -> {
            json.writeName(name);
            if (value.isNumber()) {
                json.writeNumber(value.text());
            } else {
                json.writeString(value.text());
            }
        });
        json.writeEndObject();
    }
}
