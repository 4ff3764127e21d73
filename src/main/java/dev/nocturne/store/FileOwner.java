package dev.nocturne.store;

import dev.nocturne.study.TuningException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may read and write a file, so that another can take its place without anybody noticing. */
final class FileOwner {
    private static final Set<PosixFilePermission> OWNER_ALONE =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final @Nullable PosixFileAttributes attributes;

    private FileOwner(@Nullable PosixFileAttributes attributes) {
        this.attributes = attributes;
    }

    /** That of a file; of nobody where the disk knows no owners. */
    static FileOwner of(Path file) throws IOException {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return new FileOwner(view == null ? null : view.readAttributes());
    }

    /**
     * Makes an empty file for the same people, and at no moment for others.
     *
     * @throws TuningException if this process' user cannot give it to them
     */
    FileChannel create(Path file) throws IOException {
        var how = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (attributes == null) {
            return FileChannel.open(file, how);
        }
        var channel = FileChannel.open(file, how, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
        try {
            give(file, attributes);
            return channel;
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private static void give(Path file, PosixFileAttributes to) throws IOException {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        PosixFileAttributes its = view.readAttributes();
        try {
            if (!its.group().equals(to.group())) {
                view.setGroup(to.group());
            }
            if (!its.owner().equals(to.owner())) {
                view.setOwner(to.owner());
            }
        } catch (FileSystemException denied) {
            throw new TuningException(
                    "The tables cannot be upgraded by " + its.owner()
                            + ": the upgrade makes a new file of the database,"
                            + " which has to belong to " + to.owner() + ", group " + to.group()
                            + ", as the one of now. The database is as it was. Start the same command as that user.",
                    denied);
        }
        if (!its.permissions().equals(to.permissions())) {
            view.setPermissions(to.permissions());
        }
    }
}
