package dev.nocturne.store;

import java.sql.Statement;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * The H2 user as whom queries of people run, with the password of the owner. H2 has no read-only transactions, but keeps
 * a user to what was granted. Other databases need no such user.
 */
public final class ReaderAccount implements JavaMigration {
    static final String NAME = "NOCTURNE_READER";

    private final String password;

    public ReaderAccount(String password) {
        this.password = password;
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("3");
    }

    @Override
    public String getDescription() {
        return "reader account";
    }

    @Override
    public Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws Exception {
        var connection = context.getConnection();
        if (!"H2".equals(connection.getMetaData().getDatabaseProductName())) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("create user if not exists " + NAME + " password '" + password.replace("'", "''") + "'");
            statement.execute("grant select on schema public to " + NAME);
        }
    }
}
