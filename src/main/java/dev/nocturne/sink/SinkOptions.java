package dev.nocturne.sink;

import dev.nocturne.event.EventNames;
import dev.nocturne.study.NearestName;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the settings say of one sink, read and checked. No problem quotes a value that may be secret. */
final class SinkOptions {
    private static final Pattern UNRESOLVED = Pattern.compile("\\$\\{([^}:]*)(:[^}]*)?}");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private final String prefix;
    private final Map<String, List<String>> values;
    private final List<String> problems;
    private final TreeSet<String> known = new TreeSet<>();

    /**
     * The options of a sink, or of all of them together.
     *
     * @param prefix of their properties, with the full stop
     * @param problems gets what is wrong
     */
    SinkOptions(String prefix, Map<String, List<String>> values, List<String> problems) {
        this.prefix = prefix;
        this.values = values;
        this.problems = problems;
    }

    void problem(String key, String what) {
        problems.add(prefix + key + " " + what);
    }

    /** One value; a problem if it is missing where it must not be, or names a variable that is not set. */
    Optional<String> text(String key, boolean required, String example) {
        known.add(key);
        List<String> found = values.getOrDefault(key, List.of());
        if (found.isEmpty() || found.size() == 1 && found.get(0).isBlank()) {
            if (required) {
                problem(key, "is missing; set it, for example to " + example + ".");
            } else if (!found.isEmpty()) {
                problem(key, "is empty; take it out, or give it a value such as " + example + ".");
            }
            return Optional.empty();
        }
        if (found.size() > 1) {
            problem(key, "is a list, but can only be one value such as " + example + ".");
            return Optional.empty();
        }
        Matcher variable = UNRESOLVED.matcher(found.get(0));
        if (variable.find()) {
            problem(key, "names ${" + variable.group(1) + "}, which is not set; set this environment variable.");
            return Optional.empty();
        }
        return Optional.of(found.get(0));
    }

    /** A URL without anything in it that should be elsewhere. */
    Optional<URI> url() {
        return text("url", true, "https://example.com/hook").flatMap(text -> {
            try {
                URI url = new URI(text.strip());
                boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
                if (!http || url.getHost() == null) {
                    problem("url", "is not a URL of the form https://host/path or http://host/path.");
                } else if (url.getRawUserInfo() != null) {
                    problem("url", "holds a user or a password; take them out, and use the option for a secret.");
                } else if (url.getRawFragment() != null) {
                    problem("url", "has a part behind #, which is never sent; take it out.");
                } else {
                    return Optional.of(url);
                }
            } catch (URISyntaxException wrong) {
                problem("url", "is not a URL of the form https://host/path: " + wrong.getReason() + ".");
            }
            return Optional.empty();
        });
    }

    /**
     * A file that can be written, as far as can be seen without writing.
     *
     * @param makesFolder whether its folder may be made later
     */
    Optional<Path> file(String example, boolean makesFolder) {
        return text("path", true, example).flatMap(text -> {
            try {
                Path path = Path.of(text).toAbsolutePath().normalize();
                Optional<String> wrong = unwritable(path, makesFolder);
                wrong.ifPresent(why -> problem("path", "is " + path + ", " + why));
                return wrong.isEmpty() ? Optional.of(path) : Optional.empty();
            } catch (InvalidPathException noPath) {
                problem("path", "is not the path of a file: " + noPath.getReason() + ".");
                return Optional.empty();
            }
        });
    }

    private static Optional<String> unwritable(Path path, boolean makesFolder) {
        if (Files.isDirectory(path)) {
            return Optional.of("which is a folder; name a file in it.");
        }
        if (Files.exists(path) && !Files.isWritable(path)) {
            return Optional.of("which this user may not write; change its owner or its rights, or name another file.");
        }
        Path folder = path.getParent();
        while (makesFolder && folder != null && Files.notExists(folder)) {
            folder = folder.getParent();
        }
        if (folder == null || !Files.isDirectory(folder)) {
            return Optional.of("but there is no folder " + folder + "; make it, or name another file.");
        }
        return Files.isWritable(folder)
                ? Optional.empty()
                : Optional.of(
                        "but this user may not write into " + folder + "; change its rights, or name another file.");
    }

    Duration duration(String key, Duration otherwise, Duration least, Duration most) {
        return text(key, false, "10s")
                .flatMap(text -> {
                    Matcher form = DURATION.matcher(text.strip());
                    Duration found = form.matches()
                            ? UNITS.get(form.group(2)).multipliedBy(Long.parseLong(form.group(1)))
                            : Duration.ofDays(-1);
                    if (found.compareTo(least) < 0 || found.compareTo(most) > 0) {
                        problem(
                                key,
                                "has to be a duration from " + said(least) + " to " + said(most)
                                        + ", such as 500ms, 10s, 5m, 12h or 7d.");
                        return Optional.empty();
                    }
                    return Optional.of(found);
                })
                .orElse(otherwise);
    }

    private static String said(Duration duration) {
        return duration.toMillis() % 1000 != 0
                ? duration.toMillis() + "ms"
                : duration.toDaysPart() > 0 ? duration.toDays() + "d" : duration.toSeconds() + "s";
    }

    /** The events that it wants; all, if the settings do not say. */
    EventFilter events() {
        known.add("events");
        List<String> wanted = values.get("events");
        if (wanted == null) {
            return EventFilter.ALL;
        }
        var found = new ArrayList<String>();
        int before = problems.size();
        for (String entry : wanted) {
            for (String name : entry.split(",")) {
                String type = name.strip();
                if (EventNames.all().contains(type)) {
                    found.add(type);
                } else if (!type.isEmpty()) {
                    problem(
                            "events",
                            "names " + type + ", which is no type of event"
                                    + NearestName.of(type, EventNames.all())
                                            .map(near -> "; did you mean " + near + "?")
                                            .orElse("; there are " + String.join(", ", EventNames.all()) + "."));
                }
            }
        }
        if (found.isEmpty() && problems.size() == before) {
            problem("events", "is empty; name at least one type of event, or take it out for all of them.");
        }
        return EventFilter.of(found);
    }

    /** What nobody asked for. */
    void refuseOthers() {
        for (String key : new TreeSet<>(values.keySet())) {
            if (!known.contains(key)) {
                problem(
                        key,
                        "is not a setting"
                                + NearestName.of(key, known)
                                        .map(near -> "; did you mean " + near + "?")
                                        .orElse("; there are " + String.join(", ", known) + "."));
            }
        }
    }
}
