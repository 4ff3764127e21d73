package dev.nocturne.batch;

import dev.nocturne.store.JdbcStore;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What only a database has that several machines reach: leases, and partitions for their workers.
 *
 * @param database the pool
 * @param prompt the store over connections that fail when the database does not answer within a lease
 * @param promptTransactions those of that store
 * @param lease how long who takes part in a run is taken for alive without a sign of life
 * @param version of this program; workers of another one might propose otherwise
 */
record SharedDatabase(
        DataSource database,
        JdbcStore prompt,
        PlatformTransactionManager promptTransactions,
        Duration lease,
        String version) {
    /** How many signs of life a lease is long. */
    private static final int RENEWALS = 5;

    /** The partitions that one start of a run offers. */
    PartitionQueue partitionsOf(long runId, int start) {
        return new PartitionQueue(database, runId, start);
    }

    /** Does what the prompt store is asked for in one transaction, over one connection. */
    void onOneConnection(Runnable work) {
        new TransactionTemplate(promptTransactions).executeWithoutResult(status -> work.run());
    }

    /** How long to wait between two signs of life. */
    Duration renewal() {
        return lease.dividedBy(RENEWALS);
    }
}
