package dev.nocturne.batch;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

class H2ChampionIT extends ChampionContract {
    @RegisterExtension
    static final H2Installation H2 = new H2Installation(ChampionNights::open);

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
