package dev.nocturne.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Empty databases to measure on: H2 files in a folder, or databases of a PostgreSQL server. */
interface BenchmarkDatabases {
    /** A database that nobody used before. */
    Database fresh() throws SQLException;

    /** Where one is, and the folder of its own migrations. */
    record Database(String url, String user, String password, String vendor) {
        Connection connect() throws SQLException {
            return DriverManager.getConnection(url, user, password);
        }

        List<String> springProperties() {
            return List.of(
                    "--spring.datasource.url=" + url,
                    "--spring.datasource.username=" + user,
                    "--spring.datasource.password=" + password);
        }
    }

    /** Those that the benchmark's arguments name. */
    static BenchmarkDatabases of(Path folder, String... arguments) {
        if (arguments.length < 3) {
            int[] count = {0};
            return () -> new Database(
                    "jdbc:h2:file:" + folder.resolve("benchmark-" + count[0]++) + ";WRITE_DELAY=0;TRACE_LEVEL_FILE=0",
                    "sa",
                    "",
                    "h2");
        }
        String password = arguments.length > 3 ? arguments[3] : "";
        int[] count = {0};
        return () -> {
            String name = "nocturne_benchmark_" + count[0]++;
            try (Connection server = DriverManager.getConnection(arguments[1] + "/postgres", arguments[2], password);
                    Statement create = server.createStatement()) {
                create.execute("drop database if exists " + name);
                create.execute("create database " + name);
            }
            String url = arguments[1] + "/" + name + "?reWriteBatchedInserts=true";
            return new Database(url, arguments[2], password, "postgresql");
        };
    }
}
