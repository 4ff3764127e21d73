package dev.nocturne.archive;

import dev.nocturne.study.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What tells whether two runs are the same to the last bit: a hash of all their rows. Champions are not among them, nor are
 * the events that tell of them, as a study may take a new one from an old run.
 */
public final class RunDigests {
    private final Map<String, MessageDigest> runs = new LinkedHashMap<>();

    /**
     * The hash of each run, in their order.
     *
     * @param wanted by their keys
     */
    public static Map<String, String> of(StudyRows rows, Predicate<String> wanted) {
        var digests = new RunDigests();
        for (MovedTable table : MovedTables.ALL) {
            if (table != MovedTables.CHAMPIONS) {
                rows.read(table, (runKey, cells) -> {
                    if (wanted.test(runKey) && !MovedTables.isOfChampion(table, cells)) {
                        digests.add(table, runKey, cells);
                    }
                });
            }
        }
        return digests.hashes();
    }

    void add(MovedTable table, String runKey, List<@Nullable String> cells) {
        MessageDigest digest = runs.computeIfAbsent(runKey, key -> Sha256.digest());
        add(digest, table.name());
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            // H2 has one zero.
            boolean isZero = table.columns().get(i).type() == CellType.REAL && "-0.0".equals(cell);
            add(digest, isZero ? "0.0" : cell);
        }
    }

    private static void add(MessageDigest digest, @Nullable String cell) {
        byte[] bytes = cell == null ? new byte[0] : cell.getBytes(StandardCharsets.UTF_8);
        int length = cell == null ? -1 : bytes.length;
        digest.update(new byte[] {(byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length});
        digest.update(bytes);
    }

    Map<String, String> hashes() {
        var hashes = new LinkedHashMap<String, String>();
        runs.forEach((run, digest) -> hashes.put(run, HexFormat.of().formatHex(digest.digest())));
        return hashes;
    }
}
