package dev.nocturne.batch;

import dev.nocturne.PostgresServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class PostgresReproductionIT extends ReproductionContract {
    private static NocturneContext context;
    private static JdbcTemplate sql;

    @BeforeAll
    static void open() throws InterruptedException {
        String url = PostgresServer.shared().newDatabase();
        context = Contexts.open(
                MOST_WORKERS, List.of("--spring.datasource.url=" + url, "--spring.datasource.username=postgres"));
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
