package dev.nocturne;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class OwnPostgresServerIT {
    @Test
    void stoppedAndStartedAgainItHasWhatWasCommitted() throws SQLException {
        try (OwnPostgresServer server = OwnPostgresServer.create()) {
            String url = server.url(server.newDatabase());
            execute(url, "create table kept (n integer)");
            for (OwnPostgresServer.Stop how : OwnPostgresServer.Stop.values()) {
                execute(url, "insert into kept values (1)");
                server.stop(how);
                assertThatExceptionOfType(SQLException.class).isThrownBy(() -> DriverManager.getConnection(url));
                server.start();
            }
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select sum(n) from kept")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(2);
            }
        }
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
