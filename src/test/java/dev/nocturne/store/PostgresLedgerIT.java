package dev.nocturne.store;

import dev.nocturne.KeptFigures;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.jdbc.core.JdbcTemplate;

class PostgresLedgerIT extends JdbcLedgerContract {
    private static LedgerDatabase database;

    @BeforeAll
    static void open() {
        database = LedgerDatabase.postgres();
    }

    @AfterAll
    static void close() {
        KeptFigures.check(new JdbcTemplate(database.pool()));
        database.close();
    }

    @Override
    LedgerDatabase database() {
        return database;
    }
}
