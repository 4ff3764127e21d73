package dev.nocturne.archive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A study under another name: a copy beside the one that it was exported from. Its runs have tokens of their own, so that a
 * start of the copy does not end the programs of the other, nor take its checkpoints; the same ones for each copy of that
 * name.
 */
public final class RenamedStudy implements StudyRows {
    private static final int TOKEN = MovedTables.RUNS.place("run_token");

    private final StudyRows rows;
    private final String name;

    /**
     * Those rows as a study of that name.
     *
     * @throws ArchiveException if no study can have it
     */
    public RenamedStudy(StudyRows rows, String name) {
        if (!ArchiveCheck.isName(name)) {
            throw new ArchiveException("--as needs a name of 1 to 200 characters without control characters.");
        }
        this.rows = rows;
        this.name = name;
    }

    @Override
    public String study() {
        return name;
    }

    @Override
    public Instant createdAt() {
        return rows.createdAt();
    }

    @Override
    public void read(MovedTable table, Taker taker) {
        if (table != MovedTables.RUNS) {
            rows.read(table, taker);
            return;
        }
        rows.read(table, (runKey, cells) -> {
            var renamed = new ArrayList<@Nullable String>(cells);
            String token = name + '\n' + cells.get(TOKEN);
            renamed.set(
                    TOKEN,
                    UUID.nameUUIDFromBytes(token.getBytes(StandardCharsets.UTF_8))
                            .toString());
            taker.take(runKey, renamed);
        });
    }
}
