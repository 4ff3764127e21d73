package dev.nocturne.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the database is.
 *
 * @param url JDBC URL of an H2 or PostgreSQL database
 * @param user name to connect with
 * @param password never shown
 */
public record DatabaseAddress(String url, String user, String password) {
    private static final String H2 = "jdbc:h2:";
    private static final Pattern READER_SETTINGS =
            Pattern.compile("(AUTO_SERVER|AUTO_SERVER_PORT|CIPHER|IFEXISTS)=.*", Pattern.CASE_INSENSITIVE);

    /** Servers and kinds of storage; a single letter is a drive. */
    private static final Pattern OTHER_STORAGE =
            Pattern.compile("^jdbc:h2:(?!file:)[a-zA-Z]{2,}:|^jdbc:h2:file:[a-zA-Z]{2,}:");

    private static final Pattern ONLY_IF_THERE = Pattern.compile("IFEXISTS=TRUE", Pattern.CASE_INSENSITIVE);
    private static final Pattern OF_LIVE_DATABASE =
            Pattern.compile("(AUTO_SERVER|AUTO_SERVER_PORT|WRITE_DELAY)=.*", Pattern.CASE_INSENSITIVE);

    /** Whether it is an H2 database of any kind. */
    public boolean isH2() {
        return url.startsWith(H2);
    }

    /** The path of an H2 database in a file, without the ending; empty for every other database. */
    public Optional<Path> h2File() {
        if (!isH2()) {
            return Optional.empty();
        }
        String location = url.substring(H2.length()).split(";", 2)[0];
        String lower = location.toLowerCase(Locale.ROOT);
        if (lower.startsWith("mem:") || lower.startsWith("tcp:") || lower.startsWith("ssl:")) {
            return Optional.empty();
        }
        String path = lower.startsWith("file:") ? location.substring("file:".length()) : location;
        return Optional.of(Path.of(path.startsWith("~") ? System.getProperty("user.home") + path.substring(1) : path)
                .toAbsolutePath()
                .normalize());
    }

    /** Whether anything has been recorded there, as far as can be seen without connecting. */
    public boolean exists() {
        return h2File().map(path -> Files.exists(path.resolveSibling(path.getFileName() + ".mv.db")))
                .orElse(true);
    }

    /** A connection outside of any pool. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /** The same to PostgreSQL, that fails when the server does not answer in time. */
    public Connection connect(WorkerHost host, Duration timeout) throws SQLException {
        var properties = new Properties();
        properties.putAll(sessionSettings(host));
        properties.setProperty("socketTimeout", Long.toString(Math.max(1, timeout.toSeconds())));
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return DriverManager.getConnection(url, properties);
    }

    /** What every connection is opened with, as far as the URL does not say otherwise. */
    public Map<String, String> sessionSettings(WorkerHost host) {
        return isH2() ? h2Settings() : postgresSettings(host);
    }

    /**
     * H2 keeps eight parsed statements of a connection by default, fewer than there are in a chunk, and parses the others
     * again. It looks through all that it keeps whenever a row is written, so there must not be many.
     */
    private Map<String, String> h2Settings() {
        return url.toUpperCase(Locale.ROOT).contains("QUERY_CACHE_SIZE") ? Map.of() : Map.of("QUERY_CACHE_SIZE", "16");
    }

    private static Map<String, String> postgresSettings(WorkerHost host) {
        return Map.of(
                "ApplicationName",
                WorkerHost.session(host.process()),
                "connectTimeout",
                "10",
                "loginTimeout",
                "10",
                "tcpKeepAlive",
                "true",
                // Rows of a batch that is not worth copying go to the server as one statement.
                "reWriteBatchedInserts",
                "true",
                // For when nobody lives who would end a session that holds rows; longer than any proposal
                // takes.
                "options",
                "-c idle_in_transaction_session_timeout=10min");
    }

    /** A connection that may only read: on H2 as a user of that kind, elsewhere the caller makes it read-only. */
    public Connection connectAsReader() throws SQLException {
        return isH2() ? DriverManager.getConnection(readerUrl(), ReaderAccount.NAME, password) : connect();
    }

    /** Most settings in a URL of H2 change the database, which a reader may not; the owner's connection made them. */
    private String readerUrl() {
        return Arrays.stream(url.split(";"))
                .filter(part ->
                        part.startsWith(H2) || READER_SETTINGS.matcher(part).matches())
                .collect(Collectors.joining(";"));
    }

    /**
     * The same database in another H2 file, for this process alone; empty where this one must not be made, or does not
     * lie in a plain file.
     *
     * @param file its path without the ending
     */
    Optional<DatabaseAddress> movedTo(Path file) {
        String[] parts = url.split(";");
        boolean plain = isH2() && !OTHER_STORAGE.matcher(parts[0]).find();
        if (!plain
                || Arrays.stream(parts)
                        .anyMatch(part -> ONLY_IF_THERE.matcher(part).matches())) {
            return Optional.empty();
        }
        String settings = Arrays.stream(parts)
                .skip(1)
                .filter(part -> !OF_LIVE_DATABASE.matcher(part).matches())
                .map(part -> ";" + part)
                .collect(Collectors.joining());
        return Optional.of(new DatabaseAddress(H2 + "file:" + file + settings, user, password));
    }

    /** The URL with whatever may be secret in it left out. */
    public String shown() {
        return url.split("[;?]", 2)[0].replaceFirst("//[^/]*@", "//");
    }

    @Override
    public String toString() {
        return shown();
    }
}
