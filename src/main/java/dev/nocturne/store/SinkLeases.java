package dev.nocturne.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which process delivers to a sink: one at a time, until it says so, it is dead, or its time is over. */
final class SinkLeases {
    private static final String LOCK = """
            select sink, assigned_sequence, delivered_sequence, failures, next_attempt_at, leased_by, leased_until,
                   current_timestamp as asked_at
              from event_sink
             where sink = ?
               for update
            """;
    private static final String LEASE = "update event_sink set leased_by = ?, leased_until = ? where sink = ?";

    private final JdbcTemplate jdbc;
    private final WorkerHost host;

    SinkLeases(JdbcTemplate jdbc, WorkerHost host) {
        this.jdbc = jdbc;
        this.host = host;
    }

    /**
     * A sink's row, locked.
     *
     * @param now by the database's clock
     */
    record Locked(
            String sink,
            long assigned,
            long delivered,
            int failures,
            @Nullable Instant nextAttempt,
            @Nullable String leasedBy,
            @Nullable Instant leasedUntil,
            Instant now) {
        boolean hasPending() {
            return assigned > delivered;
        }
    }

    /** Locks the row, in the caller's transaction; empty if there is none. */
    Optional<Locked> lock(String sink) {
        return jdbc
                .query(
                        LOCK,
                        (row, i) -> new Locked(
                                row.getString("sink"),
                                row.getLong("assigned_sequence"),
                                row.getLong("delivered_sequence"),
                                row.getInt("failures"),
                                Times.instant(row, "next_attempt_at"),
                                row.getString("leased_by"),
                                Times.instant(row, "leased_until"),
                                Objects.requireNonNull(Times.instant(row, "asked_at"))),
                        sink)
                .stream()
                .findFirst();
    }

    /** Whether it is leased from now on; false if somebody else has it, or it is not to be tried yet. */
    boolean lease(Locked row, String taker, Duration lease) {
        boolean others = row.leasedBy() != null
                && !isOf(row, taker)
                && row.leasedUntil() != null
                && row.now().isBefore(row.leasedUntil())
                && !isDeadHere(row.leasedBy());
        boolean tooEarly = row.nextAttempt() != null && row.now().isBefore(row.nextAttempt());
        return !others
                && !tooEarly
                && jdbc.update(LEASE, lessee(taker), Times.utc(row.now().plus(lease)), row.sink()) > 0;
    }

    /** Whether the lease is this process' own. */
    boolean isOf(Locked row, String taker) {
        return lessee(taker).equals(row.leasedBy());
    }

    private String lessee(String taker) {
        return host.host() + " " + host.pid() + " " + host.process() + " " + taker;
    }

    /** Whether a lease is that of a process which was killed on this machine: nobody waits for its end. */
    private boolean isDeadHere(String lessee) {
        String[] parts = lessee.split(" ");
        return parts.length == 4
                && parts[0].equals(host.host())
                && !parts[2].equals(host.process())
                && (parts[1].equals(Long.toString(host.pid()))
                        || ProcessHandle.of(Long.parseLong(parts[1])).isEmpty());
    }
}
