package dev.nocturne.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Connections to PostgreSQL, each a new one, that fail when the server does not answer in time: signs of life are worth
 * nothing when they come late, and a connection that hung once would delay those that follow. Thread-safe.
 */
public final class PromptConnections extends AbstractDataSource {
    private final DatabaseAddress address;
    private final WorkerHost host;
    private final Duration timeout;

    public PromptConnections(DatabaseAddress address, WorkerHost host, Duration timeout) {
        this.address = address;
        this.host = host;
        this.timeout = timeout;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return address.connect(host, timeout);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the address knows who connects");
    }
}
