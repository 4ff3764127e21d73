package dev.nocturne.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Binds the values of a row to the places of a statement. */
final class BoundCells implements Cells {
    private final PreparedStatement statement;
    private int place;

    BoundCells(PreparedStatement statement) {
        this.statement = statement;
    }

    /** The next value goes to the first place again. */
    void startRow() {
        place = 0;
    }

    @Override
    public Cells integer(@Nullable Integer value) throws SQLException {
        place++;
        if (value == null) {
            statement.setNull(place, Types.INTEGER);
        } else {
            statement.setInt(place, value);
        }
        return this;
    }

    @Override
    public Cells bigint(@Nullable Long value) throws SQLException {
        place++;
        if (value == null) {
            statement.setNull(place, Types.BIGINT);
        } else {
            statement.setLong(place, value);
        }
        return this;
    }

    @Override
    public Cells real(@Nullable Double value) throws SQLException {
        place++;
        if (value == null) {
            statement.setNull(place, Types.DOUBLE);
        } else {
            statement.setDouble(place, value);
        }
        return this;
    }

    @Override
    public Cells text(@Nullable String value) throws SQLException {
        statement.setString(++place, value);
        return this;
    }

    @Override
    public Cells time(@Nullable Instant value) throws SQLException {
        place++;
        if (value == null) {
            statement.setNull(place, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(place, Times.utc(value));
        }
        return this;
    }
}
