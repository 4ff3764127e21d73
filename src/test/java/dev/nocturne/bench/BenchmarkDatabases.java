package dev.nocturne.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** Empty databases to measure on: H2 files in a folder, or databases of a PostgreSQL server. */
interface BenchmarkDatabases {
    /** A database that nobody used before. */
    Database fresh() throws SQLException;

    /** Where one is, and the folder of its own migrations. */
    record Database(String url, String user, String password, String vendor) {
        /** A connection as somebody opens it who wants batches to be fast. */
        Connection connect() throws SQLException {
            var properties = new Properties();
            properties.setProperty("user", user);
            properties.setProperty("password", password);
            if (vendor.equals("postgresql")) {
                properties.setProperty("reWriteBatchedInserts", "true");
            }
            return DriverManager.getConnection(url, properties);
        }

        List<String> springProperties() {
            return List.of(
                    "--spring.datasource.url=" + url,
                    "--spring.datasource.username=" + user,
                    "--spring.datasource.password=" + password,
                    "--nocturne.reports.enabled=false");
        }
    }

    /** Those that a benchmark's arguments name from the second on; files, if they name no server. */
    static BenchmarkDatabases of(Path folder, String... arguments) {
        if (arguments.length < 3) {
            return h2(folder);
        }
        var databases = postgres(arguments[1], arguments[2], arguments.length > 3 ? arguments[3] : "");
        return () -> {
            Database database = databases.fresh();
            return new Database(
                    database.url() + "?reWriteBatchedInserts=true",
                    database.user(),
                    database.password(),
                    database.vendor());
        };
    }

    /** Files that lose nothing that was committed. */
    static BenchmarkDatabases h2(Path folder) {
        int[] count = {0};
        return () -> new Database(
                "jdbc:h2:file:" + folder.resolve("benchmark-" + count[0]++) + ";WRITE_DELAY=0;TRACE_LEVEL_FILE=0",
                "sa",
                "",
                "h2");
    }

    /**
     * Databases of a server.
     *
     * @param server its URL up to the slash before a database's name
     * @param user who may create databases
     */
    static BenchmarkDatabases postgres(String server, String user, String password) {
        int[] count = {0};
        return () -> {
            String name = "nocturne_benchmark_" + count[0]++;
            try (Connection connection = DriverManager.getConnection(server + "/postgres", user, password);
                    Statement create = connection.createStatement()) {
                create.execute("drop database if exists " + name);
                create.execute("create database " + name);
                create.execute("checkpoint");
            }
            return new Database(server + "/" + name, user, password, "postgresql");
        };
    }
}
