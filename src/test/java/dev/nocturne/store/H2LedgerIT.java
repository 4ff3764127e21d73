package dev.nocturne.store;

import dev.nocturne.KeptFigures;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class H2LedgerIT extends JdbcLedgerContract {
    private static LedgerDatabase database;

    @BeforeAll
    static void open(@TempDir Path folder) {
        database = LedgerDatabase.h2(folder);
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
