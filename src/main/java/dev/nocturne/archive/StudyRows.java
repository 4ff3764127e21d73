package dev.nocturne.archive;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a study, wherever they are. They do not change while they are read. */
public interface StudyRows {
    /** Name of the study. */
    String study();

    /** When it was first recorded. */
    Instant createdAt();

    /** Hands out the rows of a table in their order, one at a time. */
    void read(MovedTable table, Taker taker);

    /** Takes rows. */
    @FunctionalInterface
    interface Taker {
        /**
         * A row.
         *
         * @param runKey of the run that it belongs to
         * @param cells as the columns of its table; the taker may keep them
         */
        void take(String runKey, List<@Nullable String> cells);
    }
}
