package dev.nocturne.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where trials are recorded, and what can be seen of it from outside. */
interface RecordingPlace {
    /** Its name in tables. */
    String name();

    /** An empty database. */
    BenchmarkDatabases.Database fresh() throws SQLException;

    /** How large it is; what a log holds beside it does not count. */
    long bytes(BenchmarkDatabases.Database database) throws SQLException;

    /** Processor time of the server so far; 0 without one, NaN if it cannot be seen. */
    double serverSeconds();

    /** Takes a database away that nobody is connected to any more. */
    void drop(BenchmarkDatabases.Database database) throws SQLException;

    /** Files in a folder. */
    static RecordingPlace h2(Path folder) {
        var databases = BenchmarkDatabases.h2(folder);
        return new RecordingPlace() {
            @Override
            public String name() {
                return "H2";
            }

            @Override
            public BenchmarkDatabases.Database fresh() throws SQLException {
                return databases.fresh();
            }

            @Override
            public long bytes(BenchmarkDatabases.Database database) {
                try {
                    return Files.size(file(database));
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }

            @Override
            public double serverSeconds() {
                return 0;
            }

            @Override
            public void drop(BenchmarkDatabases.Database database) {
                try {
                    Files.delete(file(database));
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }

            private static Path file(BenchmarkDatabases.Database database) {
                return Path.of(database.url().replaceAll("^jdbc:h2:file:|;.*$", "") + ".mv.db");
            }
        };
    }

    /** Databases of the benchmark's own server, or of one that is given. */
    static RecordingPlace postgres(@Nullable ClusterServer own, Optional<String> given, String user, String password) {
        String url = own == null ? given.orElseThrow() : own.url();
        var databases = BenchmarkDatabases.postgres(url, user, password);
        return new RecordingPlace() {
            @Override
            public String name() {
                return "PostgreSQL";
            }

            @Override
            public BenchmarkDatabases.Database fresh() throws SQLException {
                return databases.fresh();
            }

            @Override
            public long bytes(BenchmarkDatabases.Database database) throws SQLException {
                try (Connection connection = connect();
                        PreparedStatement select = connection.prepareStatement("select pg_database_size(?)")) {
                    select.setString(1, ClusterServer.nameOf(database));
                    try (ResultSet row = select.executeQuery()) {
                        row.next();
                        return row.getLong(1);
                    }
                }
            }

            @Override
            public double serverSeconds() {
                return own == null ? Double.NaN : own.serverSeconds();
            }

            @Override
            public void drop(BenchmarkDatabases.Database database) throws SQLException {
                try (Connection connection = connect();
                        Statement drop = connection.createStatement()) {
                    drop.execute("drop database " + ClusterServer.nameOf(database) + " with (force)");
                }
            }

            private Connection connect() throws SQLException {
                return DriverManager.getConnection(url + "/postgres", user, password);
            }
        };
    }
}
