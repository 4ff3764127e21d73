package dev.nocturne.store;

import java.sql.Connection;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Everything as it was at one moment, however long it takes to read, and without keeping anybody from going on. */
final class Snapshot {
    private static final int ROWS_AT_A_TIME = 1000;

    private final JdbcTemplate jdbc;
    private final PlatformTransactionManager transactions;

    Snapshot(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = streaming(jdbc);
        this.transactions = transactions;
    }

    /** One whose answers need not fit into memory; in a transaction. */
    static JdbcTemplate streaming(JdbcTemplate jdbc) {
        var streaming = new JdbcTemplate(jdbc.getDataSource());
        streaming.setFetchSize(ROWS_AT_A_TIME);
        return streaming;
    }

    /** What the reading gives. */
    <T> T read(Function<JdbcTemplate, T> reading) {
        var transaction = new TransactionTemplate(transactions);
        transaction.setReadOnly(true);
        // H2 has a snapshot of all tables from this level on, and PostgreSQL from the one before.
        transaction.setIsolationLevel(
                isH2(jdbc)
                        ? TransactionDefinition.ISOLATION_SERIALIZABLE
                        : TransactionDefinition.ISOLATION_REPEATABLE_READ);
        return transaction.execute(status -> lazily(jdbc, () -> reading.apply(jdbc)));
    }

    /** H2 collects an answer as a whole unless it is told otherwise. */
    static <T> T lazily(JdbcTemplate jdbc, Supplier<T> reading) {
        if (!isH2(jdbc)) {
            return reading.get();
        }
        jdbc.execute("set lazy_query_execution 1");
        try {
            return reading.get();
        } finally {
            jdbc.execute("set lazy_query_execution 0");
        }
    }

    private static boolean isH2(JdbcTemplate jdbc) {
        ConnectionCallback<Boolean> product = (Connection connection) ->
                connection.getMetaData().getDatabaseProductName().equals("H2");
        return Boolean.TRUE.equals(jdbc.execute(product));
    }
}
