package dev.nocturne.objective.http;

import dev.nocturne.objective.protocol.Excerpt;
import java.net.URI;
import java.util.Locale;

/** Where a request goes. Immutable. */
record Address(URI url) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** Whether the other is at the same scheme, host and port. */
    boolean hasOriginOf(Address other) {
        return origin().equals(other.origin());
    }

    private String origin() {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        int port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? HTTPS : HTTP;
        return scheme + "://" + String.valueOf(url.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }

    /** For messages: without user and query, which may hold secrets. */
    String shown() {
        String port = url.getPort() >= 0 ? ":" + url.getPort() : "";
        return Excerpt.beginningOf(
                url.getHost() == null
                        ? url.getScheme() + ":…"
                        : url.getScheme() + "://" + url.getHost() + port + url.getRawPath());
    }
}
