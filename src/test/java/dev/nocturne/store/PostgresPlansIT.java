package dev.nocturne.store;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresPlansIT extends PlansContract {
    private static LedgerDatabase database;

    @BeforeAll
    static void open() {
        database = LedgerDatabase.postgres();
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
