package dev.nocturne.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * A database whose client dies at the n-th thing that it does there, be that a statement, a copy or a commit: just before it, or
 * just after it, when the client does not learn any more that it was done. Once dead it stays dead. For one thread.
 */
final class CrashingDataSource extends AbstractDataSource {
    private final DataSource real;
    private final int deadlyOperation;
    private final boolean afterwards;
    private int operations;
    private boolean dead;

    CrashingDataSource(DataSource real, int deadlyOperation, boolean afterwards) {
        this.real = real;
        this.deadlyOperation = deadlyOperation;
        this.afterwards = afterwards;
    }

    boolean hasCrashed() {
        return dead;
    }

    @Override
    public Connection getConnection() throws SQLException {
        requireAlive();
        Connection connection = real.getConnection();
        return proxy(Connection.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "prepareStatement", "createStatement" -> {
                requireAlive();
                var statement = (Statement) invoke(connection, method, arguments);
                yield statement(connection, statement, method.getReturnType());
            }
            case "commit", "unwrap" -> operation(connection, connection, method, arguments);
            default -> invoke(connection, method, arguments);
        });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    private Object statement(Connection connection, Statement statement, Class<?> type) {
        Set<String> writes = Set.of("execute", "executeUpdate", "executeQuery", "executeBatch");
        return proxy(
                type,
                (proxy, method, arguments) -> writes.contains(method.getName())
                        ? operation(connection, statement, method, arguments)
                        : invoke(statement, method, arguments));
    }

    private Object operation(Connection connection, Object target, java.lang.reflect.Method method, Object[] arguments)
            throws Throwable {
        requireAlive();
        operations++;
        if (operations == deadlyOperation && !afterwards) {
            throw death(connection);
        }
        Object result = invoke(target, method, arguments);
        if (operations == deadlyOperation) {
            throw death(connection);
        }
        return result;
    }

    private SQLException death(Connection connection) throws SQLException {
        dead = true;
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        return gone();
    }

    private void requireAlive() throws SQLException {
        if (dead) {
            throw gone();
        }
    }

    private static SQLException gone() {
        return new SQLNonTransientConnectionException("killed by the test", "08006");
    }

    private static Object invoke(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(CrashingDataSource.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
