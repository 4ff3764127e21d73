package dev.nocturne.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at all of an archive once, before anything of it goes anywhere. */
final class ArchiveCheck {
    /** A folder and processes are found by it. */
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final int LONGEST_NAME = 200;

    private final ArchiveFile archive;
    private final Set<String> runs = new HashSet<>();

    ArchiveCheck(ArchiveFile archive) {
        this.archive = archive;
    }

    void all() throws IOException {
        Manifest manifest = archive.manifest();
        if (!manifest.isConsistent()
                || manifest.entries().stream()
                                .mapToLong(entry -> Math.max(0, entry.bytes()))
                                .reduce(0, (sum, bytes) -> Math.min(sum + bytes, Long.MAX_VALUE / 2))
                        > ArchiveLimits.ALL_BYTES) {
            throw changed(Manifest.NAME);
        }
        if (!isName(manifest.study())) {
            throw new ArchiveException("This archive is broken: the study has no name that a study can have.");
        }
        for (int i = 0; i < manifest.entries().size(); i++) {
            Manifest.Entry entry = manifest.entries().get(i);
            try (var in = archive.entry(entry)) {
                long rows = 0;
                if (i < MovedTables.ALL.size()) {
                    rows = ArchiveCsv.read(MovedTables.ALL.get(i), in, taker(MovedTables.ALL.get(i)));
                } else {
                    in.transferTo(OutputStream.nullOutputStream());
                }
                if (rows != entry.rows()
                        || in.bytes() != entry.bytes()
                        || !in.hash().equals(entry.sha256())) {
                    throw changed(entry.name());
                }
            }
        }
    }

    private StudyRows.Taker taker(MovedTable table) {
        return table == MovedTables.RUNS
                ? this::takeRun
                : (runKey, cells) -> {
                    if (!runs.contains(runKey)) {
                        throw new ArchiveException("This archive is broken: its " + table.entry()
                                + " is of a run that its runs.csv does not have. Export the study again.");
                    }
                };
    }

    private void takeRun(String runKey, List<@Nullable String> cells) {
        String token = cells.get(MovedTables.RUNS.place("run_token"));
        if (!isName(runKey) || token == null || !TOKEN.matcher(token).matches() || !runs.add(runKey)) {
            throw new ArchiveException(
                    "This archive is broken: its runs.csv has a run that Nocturne cannot have recorded.");
        }
    }

    /** As a study file or {@code --run} may have it. */
    static boolean isName(String name) {
        return !name.isBlank() && name.length() <= LONGEST_NAME && name.chars().noneMatch(Character::isISOControl);
    }

    private static ArchiveException changed(String entry) {
        return new ArchiveException("This archive was changed or damaged: its " + entry
                + " is not what was exported. Copy it again, or export the study again.");
    }
}
