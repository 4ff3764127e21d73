package dev.nocturne.objective;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Headers of requests as a study file has them. Their values may be secrets and are in no text of this. Immutable.
 *
 * @param templates by name, in the file's order; in a value, <code>${NAME}</code> stands for an environment variable
 */
public record HttpHeaders(Map<String, String> templates) {
    /** No headers. */
    public static final HttpHeaders NONE = new HttpHeaders(Map.of());

    public HttpHeaders {
        templates = Collections.unmodifiableMap(new LinkedHashMap<>(templates));
    }

    @Override
    public String toString() {
        return templates.keySet() + " (values are not shown)";
    }
}
