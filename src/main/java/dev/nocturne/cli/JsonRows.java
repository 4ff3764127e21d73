package dev.nocturne.cli;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** A JSON array with an object for each row, one row a line. */
final class JsonRows implements OutputFormat.ClosableSink {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private final PrintWriter out;
    private final JsonGenerator json;
    private List<String> names = List.of();
    private boolean first = true;

    JsonRows(PrintWriter out) {
        this.out = out;
        this.json = generator(out);
        json.writeStartArray();
    }

    static JsonGenerator generator(PrintWriter out) {
        return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
    }

    @Override
    public void columns(List<String> names) {
        this.names = names;
    }

    @Override
    public void row(List<@Nullable Object> values) {
        json.writeRaw(first ? "\n" : "");
        first = false;
        json.writeStartObject();
        for (int i = 0; i < values.size(); i++) {
            json.writeName(names.get(i));
            writeValue(json, values.get(i));
        }
        json.writeEndObject();
        json.writeRaw("\n");
    }

    static void writeValue(JsonGenerator json, @Nullable Object value) {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Number) {
            json.writeNumber(Texts.exact(value));
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            json.writeString(Texts.exact(value));
        }
    }

    @Override
    public void close() {
        json.writeEndArray();
        json.close();
        out.println();
    }
}
