package dev.nocturne.store;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class H2PlansIT extends PlansContract {
    private static LedgerDatabase database;

    @BeforeAll
    static void open(@TempDir Path folder) {
        database = LedgerDatabase.h2(folder);
        fill(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Override
    LedgerDatabase database() {
        return database;
    }
}
