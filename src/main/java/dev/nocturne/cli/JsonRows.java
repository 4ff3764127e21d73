package dev.nocturne.cli;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.MinimalPrettyPrinter;

/** A JSON array with an object for each row, one row a line. */
final class JsonRows implements OutputFormat.FinishableSink {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    /** To the generator each row is a document of its own; what stands between them makes them an array. */
    private static final ObjectWriteContext ROWS = new ObjectWriteContext.Base() {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            return new MinimalPrettyPrinter(",\n");
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    };

    private final PrintWriter out;
    private final JsonGenerator json;
    private List<String> names = List.of();

    JsonRows(PrintWriter out) {
        this.out = out;
        this.json = FACTORY.createGenerator(ROWS, out);
    }

    /** A generator for a single value. */
    static JsonGenerator generator(PrintWriter out) {
        return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
    }

    @Override
    public void columns(List<String> names) {
        this.names = names;
        out.print("[\n");
    }

    @Override
    public void row(List<@Nullable Object> values) {
        json.writeStartObject();
        for (int i = 0; i < values.size(); i++) {
            json.writeName(names.get(i));
            writeValue(json, values.get(i));
        }
        json.writeEndObject();
    }

    @Override
    public void finish() {
        json.close();
        out.print("\n]\n");
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
}
