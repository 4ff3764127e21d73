package dev.nocturne.batch;

import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

class H2ReproductionIT extends ReproductionContract {
    @RegisterExtension
    static final H2Installation H2 =
            new H2Installation((folder, dataSource) -> Contexts.open(MOST_WORKERS, List.of(dataSource)));

    @Override
    NocturneContext context() {
        return H2.context();
    }

    @Override
    JdbcTemplate sql() {
        return H2.sql();
    }

    @Override
    boolean isPostgres() {
        return false;
    }
}
