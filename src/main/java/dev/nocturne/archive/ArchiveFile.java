package dev.nocturne.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * An archive that somebody hands us. Whatever is in it is data, and nothing of it is believed before all of it was looked
 * at, by {@link #open}: that it is whole, that nothing else is in it, that it is not made to fill a disk. Its entries are
 * never unpacked to files.
 */
public final class ArchiveFile implements StudyRows, AutoCloseable {
    private static final Pattern FOR_PEOPLE = Pattern.compile("study\\.json|study-files/[0-9a-f]{64}\\.yml");

    private final ZipFile zip;
    private final Manifest manifest;
    private final Instant createdAt;

    private ArchiveFile(ZipFile zip, Manifest manifest, Instant createdAt) {
        this.zip = zip;
        this.manifest = manifest;
        this.createdAt = createdAt;
    }

    /**
     * Opens an archive and reads all of it once, to see that it is what its manifest says.
     *
     * @throws ArchiveException if it is not
     */
    public static ArchiveFile open(Path path) throws IOException {
        ZipFile zip = zip(path);
        boolean whole = false;
        try {
            Manifest manifest = manifest(zip);
            var archive = new ArchiveFile(zip, manifest, createdAt(zip));
            new ArchiveCheck(archive).all();
            whole = true;
            return archive;
        } catch (ZipException damaged) {
            throw damaged(path, damaged);
        } finally {
            if (!whole) {
                zip.close();
            }
        }
    }

    private static ZipFile zip(Path path) throws IOException {
        try {
            if (Files.isDirectory(path)) {
                throw new ArchiveException(path + " is a folder. Name the zip that `export` wrote.");
            }
            return new ZipFile(path.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException damaged) {
            throw damaged(path, damaged);
        } catch (NoSuchFileException missing) {
            throw new ArchiveException("There is no file " + path + ".", missing);
        }
    }

    private static ArchiveException damaged(Path path, ZipException damaged) {
        return new ArchiveException(
                path + " is not a whole zip (" + damaged.getMessage() + "). Copy it again.", damaged);
    }

    private static Manifest manifest(ZipFile zip) throws IOException {
        Set<String> names = names(zip);
        if (!names.remove(Manifest.NAME)) {
            throw new ArchiveException("This zip is no archive of a study: it has no " + Manifest.NAME
                    + ". Take one that `export` wrote.");
        }
        Manifest manifest = Manifest.ofJson(text(zip, Manifest.NAME));
        var expected = new ArrayList<String>();
        MovedTables.ALL.forEach(table -> expected.add(table.entry()));
        List<String> listed =
                manifest.entries().stream().map(Manifest.Entry::name).toList();
        boolean tablesFirst = listed.size() > expected.size()
                && listed.subList(0, expected.size()).equals(expected)
                && listed.subList(expected.size(), listed.size()).stream()
                        .allMatch(name -> FOR_PEOPLE.matcher(name).matches());
        if (!tablesFirst || !listed.contains(StudyOutline.NAME)) {
            throw new ArchiveException("This archive is broken: its manifest does not list what an archive of format "
                    + Manifest.FORMAT + " has. Export the study again.");
        }
        if (!names.equals(new HashSet<>(listed)) || names.size() != listed.size()) {
            throw new ArchiveException(
                    "This archive was changed: it has other entries than its manifest lists. Export the study again.");
        }
        return manifest;
    }

    private static Set<String> names(ZipFile zip) {
        if (zip.size() > ArchiveLimits.ENTRIES) {
            throw new ArchiveException("This zip is no archive of a study: it has " + zip.size() + " entries.");
        }
        var names = new HashSet<String>();
        zip.stream().map(ZipEntry::getName).forEach(name -> {
            if (!names.add(name)) {
                throw new ArchiveException(
                        "This archive was changed: an entry is in it twice. Export the study again.");
            }
        });
        return names;
    }

    private static Instant createdAt(ZipFile zip) throws IOException {
        try {
            String created = new JsonMapper()
                    .readTree(text(zip, StudyOutline.NAME))
                    .required("created_at")
                    .stringValue();
            return (Instant) CellType.TIME.value(created);
        } catch (JacksonException | IllegalArgumentException wrong) {
            throw new ArchiveException(
                    "This archive is broken: its " + StudyOutline.NAME + " cannot be read. Export the study again.",
                    wrong);
        }
    }

    private static String text(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        try (var in = new ArchiveLimits.Counted(
                zip.getInputStream(entry), name, Math.min(ArchiveLimits.TEXT_BYTES, ArchiveLimits.most(entry)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    ArchiveLimits.Counted entry(Manifest.Entry listed) throws IOException {
        ZipEntry entry = zip.getEntry(listed.name());
        return new ArchiveLimits.Counted(
                zip.getInputStream(entry), listed.name(), Math.min(listed.bytes(), ArchiveLimits.most(entry)));
    }

    /** What it says of itself, found to be true. */
    public Manifest manifest() {
        return manifest;
    }

    @Override
    public String study() {
        return manifest.study();
    }

    @Override
    public Instant createdAt() {
        return createdAt;
    }

    @Override
    public void read(MovedTable table, Taker taker) {
        try (InputStream in = zip.getInputStream(zip.getEntry(table.entry()))) {
            ArchiveCsv.read(table, in, taker);
        } catch (IOException failure) {
            throw new UncheckedIOException("The archive can no longer be read", failure);
        }
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("The archive cannot be closed", failure);
        }
    }
}
