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

    private static final Pattern NOT_ON_DISK =
            Pattern.compile("^(mem|tcp|ssl|zip|memFS|memLZF|nioMemFS|nioMemLZF):", Pattern.CASE_INSENSITIVE);

    /** Ways in which H2 gets at files; all but one of them keep a database in a single file, which is the same for all. */
    private static final Pattern WAYS = Pattern.compile("^((file|nio|nioMapped|async|retry|cache|split(:\\d+)?):)+");

    private static final String IN_SEVERAL_FILES = "split:";

    private static final Pattern ONLY_IF_THERE =
            Pattern.compile("(IFEXISTS|FORBID_CREATION)=TRUE", Pattern.CASE_INSENSITIVE);
    private static final Pattern OF_LIVE_DATABASE = Pattern.compile(
            "(AUTO_SERVER|AUTO_SERVER_PORT|WRITE_DELAY|DB_CLOSE_DELAY|IFEXISTS|FORBID_CREATION)=.*",
            Pattern.CASE_INSENSITIVE);

    /** Whether it is an H2 database of any kind. */
    public boolean isH2() {
        return url.startsWith(H2);
    }

    /** The path of an H2 database in a file, without the ending; empty for every other database. */
    public Optional<Path> h2File() {
        if (!isH2()) {
            return Optional.empty();
        }
        String path = WAYS.matcher(location()).replaceFirst("");
        if (NOT_ON_DISK.matcher(path).find()) {
            return Optional.empty();
        }
        return Optional.of(Path.of(path.startsWith("~") ? System.getProperty("user.home") + path.substring(1) : path)
                .toAbsolutePath()
                .normalize());
    }

    /** What an H2 URL says of where the database is, without settings. */
    private String location() {
        return url.substring(H2.length()).split(";", 2)[0];
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
        return unlessSaid("QUERY_CACHE_SIZE", "16");
    }

    /**
     * What the connections of a command that only reads are opened with besides. Whenever the last connection to an H2 file
     * is closed, H2 makes the file smaller, which takes up to a second where it is large: that is for the ends of runs.
     */
    public Map<String, String> readerSettings() {
        return isH2() ? unlessSaid("MAX_COMPACT_TIME", "0") : Map.of();
    }

    private Map<String, String> unlessSaid(String setting, String value) {
        return url.toUpperCase(Locale.ROOT).contains(setting) ? Map.of() : Map.of(setting, value);
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
     * The same database in another H2 file, for this process alone; empty where it does not lie in a single file.
     *
     * @param file its path without the ending
     */
    Optional<DatabaseAddress> movedTo(Path file) {
        if (h2File().isEmpty() || location().contains(IN_SEVERAL_FILES)) {
            return Optional.empty();
        }
        return Optional.of(aloneAt("file:" + file));
    }

    /** The same H2 database, for this process alone. */
    DatabaseAddress alone() {
        return aloneAt(location());
    }

    private DatabaseAddress aloneAt(String location) {
        String settings = Arrays.stream(url.split(";"))
                .skip(1)
                .filter(part -> !OF_LIVE_DATABASE.matcher(part).matches())
                .map(part -> ";" + part)
                .collect(Collectors.joining());
        return new DatabaseAddress(H2 + location + settings, user, password);
    }

    /** Whether the URL forbids to make an H2 database that is not there. */
    boolean isOnlyIfThere() {
        return Arrays.stream(url.split(";"))
                .anyMatch(part -> ONLY_IF_THERE.matcher(part).matches());
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
