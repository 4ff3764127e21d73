package dev.nocturne.batch;

import dev.nocturne.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class PostgresChampionIT extends ChampionContract {
    private static NocturneContext context;
    private static JdbcTemplate sql;

    @BeforeAll
    static void open(@TempDir Path folder) throws InterruptedException {
        String url = PostgresServer.shared().newDatabase();
        context = open(folder, "--spring.datasource.url=" + url, "--spring.datasource.username=postgres");
        sql = new JdbcTemplate(new DriverManagerDataSource(url));
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
        return true;
    }
}
