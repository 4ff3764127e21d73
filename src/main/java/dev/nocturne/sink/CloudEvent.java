package dev.nocturne.sink;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An event as others read it: the structured JSON form of CloudEvents 1.0. The same event is always the same text. */
public final class CloudEvent {
    /** Its media type. */
    public static final String MEDIA_TYPE = "application/cloudevents+json; charset=UTF-8";

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** So many digits that texts sort as numbers do, as the extension for sequences recommends. */
    private static final String SEQUENCE = "%019d";

    private CloudEvent() {}

    /** The event on one line. */
    public static String json(EventMessage message) {
        ObjectNode event = MAPPER.createObjectNode();
        event.put("specversion", "1.0");
        event.put("id", Long.toString(message.eventId()));
        event.put("source", "/nocturne/" + encoded(message.study()) + "/" + encoded(message.runKey()));
        event.put("type", type(message.type()));
        if (message.trialId() != null) {
            event.put("subject", "trial/" + message.trialId());
        }
        event.put("time", TIME.format(message.occurredAt()));
        event.put("sequence", String.format(Locale.ROOT, SEQUENCE, message.sequence()));
        event.put("datacontenttype", "application/json");
        ObjectNode data = event.putObject("data");
        data.put("study", message.study());
        data.put("run_key", message.runKey());
        if (message.trialId() != null) {
            data.put("trial_id", message.trialId());
        }
        MAPPER.readTree(message.payload()).forEachEntry((name, value) -> {
            if (!data.has(name)) {
                data.set(name, value);
            }
        });
        return MAPPER.writeValueAsString(event);
    }

    /** For example {@code dev.nocturne.trial-completed.v1}. */
    static String type(String type) {
        return "dev.nocturne." + type.toLowerCase(Locale.ROOT).replace('_', '-') + ".v1";
    }

    /** As a segment of a URI's path. */
    private static String encoded(String text) {
        var encoded = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = one >= '0' && one <= '9'
                    || one >= 'A' && one <= 'Z'
                    || one >= 'a' && one <= 'z'
                    || "-._~".indexOf(one) >= 0;
            encoded.append(plain ? String.valueOf((char) one) : String.format(Locale.ROOT, "%%%02X", one & 0xff));
        }
        return encoded.toString();
    }
}
