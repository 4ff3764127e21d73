package dev.nocturne.store;

import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Takes the values of one row, in the order of its table's columns. */
interface Cells {
    Cells integer(@Nullable Integer value) throws SQLException;

    Cells bigint(@Nullable Long value) throws SQLException;

    Cells real(@Nullable Double value) throws SQLException;

    Cells text(@Nullable String value) throws SQLException;

    Cells time(@Nullable Instant value) throws SQLException;

    /** Says what is in the row of an item. */
    @FunctionalInterface
    interface Filler<T> {
        void fill(Cells row, T item) throws SQLException;
    }
}
