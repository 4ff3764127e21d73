package dev.nocturne.config;

import dev.nocturne.objective.HttpHeaders;
import dev.nocturne.objective.ObjectiveSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads what is said of a service. */
final class HttpReader {
    static final List<String> KEYS = List.of("url", "timeout", "connect-timeout", "headers", "retries");

    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);
    private static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int HIGHEST_PORT = 65_535;
    private static final String EXPECTED = "a URL such as https://example.org/evaluate";
    private static final ScalarType<URI> URL = new ScalarType<>(EXPECTED, scalar -> url(scalar.text()));

    private final Problems problems;

    HttpReader(Problems problems) {
        this.problems = problems;
    }

    /** The settings; empty after a report. */
    Optional<ObjectiveSettings> read(Keys keys) {
        Duration timeout = keys.read("timeout", Durations.ABOVE_ZERO).orElse(DEFAULT_TIMEOUT);
        Duration connectTimeout =
                keys.read("connect-timeout", Durations.ABOVE_ZERO).orElse(DEFAULT_CONNECT_TIMEOUT);
        HttpHeaders headers = keys.find("headers")
                .map(place -> new HttpHeaders(TextsReader.read(place, problems)))
                .orElse(HttpHeaders.NONE);
        return keys.require("url", URL).map(url -> new ObjectiveSettings.Http(url, timeout, connectTimeout, headers));
    }

    /** What is wrong is said without the text where that may hold a password. */
    private static URI url(String text) throws UnfitValueException {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw new UnfitValueException(EXPECTED + " is expected, but this has a character that a URL cannot hold at"
                    + " position " + (e.getIndex() + 1) + ".");
        }
        String authority = url.getRawAuthority();
        if (authority != null && authority.contains("@")) {
            throw new UnfitValueException(
                    "a URL must hold no user or password, as the study file is stored with each run:"
                            + " put them below headers, with ${NAME} of an environment variable.");
        }
        if (!"http".equalsIgnoreCase(url.getScheme()) && !"https".equalsIgnoreCase(url.getScheme())) {
            throw new UnfitValueException("http:// or https:// is expected at the beginning.");
        }
        if (url.getHost() == null || url.getPort() > HIGHEST_PORT || url.getPort() == 0) {
            throw new UnfitValueException(EXPECTED + " is expected, but this has no valid host name (letters, digits,"
                    + " hyphens and dots) and port.");
        }
        if (url.getFragment() != null) {
            throw new UnfitValueException("# and what follows it is sent to no server: take it out.");
        }
        return url;
    }
}
