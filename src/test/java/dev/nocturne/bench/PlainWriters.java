package dev.nocturne.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Several connections that do nothing but write trials with plain JDBC: the rows that a run recorded, again and again with
 * new trial ids, in batches of a chunk, a commit after each. There is no claim, no checkpoint and no update.
 */
final class PlainWriters implements AutoCloseable {
    private final PlainRows rows;
    private final BenchmarkDatabases.Database database;
    private final int chunk;
    private final AtomicInteger nextId = new AtomicInteger();
    private final AtomicLong written = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    /** Writers into a database whose tables are there. */
    PlainWriters(PlainRows rows, BenchmarkDatabases.Database database, int writers, int chunk) {
        this.rows = rows;
        this.database = database;
        this.chunk = chunk;
        for (int i = 0; i < writers; i++) {
            var thread = new Thread(this::write, "plain-" + i);
            thread.start();
            threads.add(thread);
        }
    }

    /** Trials that are committed. */
    long written() {
        return written.get();
    }

    private void write() {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            var statements = new ArrayList<PreparedStatement>();
            for (PlainRows.Table table : rows.tables()) {
                statements.add(connection.prepareStatement(table.insert()));
            }
            while (!over) {
                int first = nextId.getAndAdd(chunk);
                for (int table = 0; table < statements.size(); table++) {
                    for (int id = first; id < first + chunk; id++) {
                        rows.tables().get(table).add(statements.get(table), id);
                    }
                    statements.get(table).executeBatch();
                }
                connection.commit();
                written.addAndGet(chunk);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        over = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
