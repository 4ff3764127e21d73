package dev.nocturne.docs;

import dev.nocturne.PostgresServer;
import java.nio.file.Path;

class PostgresSqlDocIT extends SqlDocContract {
    private final String url = PostgresServer.shared().newDatabase();

    @Override
    String url(Path folder) {
        return url;
    }

    @Override
    String user() {
        return "postgres";
    }
}
