package dev.nocturne.store;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresPruningIT extends PruningContract {
    private static LedgerDatabase database;

    @BeforeAll
    static void open() {
        database = LedgerDatabase.postgres();
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
