package dev.nocturne.batch;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class H2ChampionIT extends ChampionContract {
    private static NocturneContext context;
    private static JdbcTemplate sql;

    @BeforeAll
    static void open(@TempDir Path folder) throws InterruptedException {
        String url = "jdbc:h2:file:" + folder.resolve("nocturne") + ";AUTO_SERVER=TRUE;LOCK_TIMEOUT=60000";
        context = open(folder, "--spring.datasource.url=" + url);
        sql = new JdbcTemplate(new DriverManagerDataSource(url, "sa", ""));
    }

    @AfterAll
    static void close() {
        context.close();
    }

    @Override
    NocturneContext context() {
        return context;
    }

    @Override
    JdbcTemplate sql() {
        return sql;
    }

    @Override
    boolean isPostgres() {
        return false;
    }
}
