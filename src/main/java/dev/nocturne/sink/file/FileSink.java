package dev.nocturne.sink.file;

import dev.nocturne.sink.CloudEvent;
import dev.nocturne.sink.DeliveryException;
import dev.nocturne.sink.EventMessage;
import dev.nocturne.sink.EventSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Appends each event to a file, on a line of its own, and forces it to the disk before it counts as delivered. What a crash
 * left of a last line is taken away, and a line that is there already is not written again. The file is opened anew for
 * every batch, so that it may be moved away at any time.
 */
public final class FileSink implements EventSink {
    private final Path path;
    private @Nullable FileChannel open;

    /** Lines that may be of events whose delivery was not recorded. */
    private Set<String> there = Set.of();

    /** Where the file ended when it was last closed here; whoever else wrote to it makes its end be read again. */
    private long knownSize = -1;

    private @Nullable Object knownFile;

    /** Whether lines of this batch were written that nobody forced to the disk. */
    private boolean broken;

    public FileSink(Path path) {
        this.path = path;
    }

    @Override
    public void deliver(EventMessage message) throws DeliveryException {
        String line = CloudEvent.json(message);
        try {
            FileChannel file = opened();
            if (!there.contains(line)) {
                ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
            }
        } catch (IOException failure) {
            drop();
            broken = true;
            throw failed(failure);
        }
    }

    private FileChannel opened() throws IOException {
        FileChannel file = open;
        if (file == null) {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            open = file;
            requireEvents(file);
            if (file.size() != knownSize || !identity().equals(knownFile)) {
                there = LastLines.mended(file);
            }
            file.position(file.size());
        }
        return file;
    }

    /** What is mended at the end of a file must not be somebody else's. */
    private void requireEvents(FileChannel file) throws IOException {
        var first = ByteBuffer.allocate(1);
        if (file.read(first, 0) == 1 && first.get(0) != '{') {
            throw new IOException("it is there, and it is no file of events: name another path");
        }
    }

    /** Tells a file from another one of the same name. */
    private Object identity() throws IOException {
        Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        return key == null ? path : key;
    }

    @Override
    public void settle() throws DeliveryException {
        if (broken) {
            broken = false;
            throw new DeliveryException("the file " + path + " cannot be written");
        }
        FileChannel file = open;
        if (file == null) {
            return;
        }
        try {
            file.force(true);
            knownSize = file.size();
            knownFile = identity();
            file.close();
            open = null;
        } catch (IOException failure) {
            drop();
            throw failed(failure);
        }
    }

    /** What is in the file is found out anew by the next delivery. */
    private void drop() {
        knownSize = -1;
        FileChannel file = open;
        open = null;
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException ignored) {
            // The failure before it is the one that counts.
        }
    }

    private DeliveryException failed(IOException failure) {
        return DeliveryException.ofFile(path, failure);
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(10);
    }

    /** A batch is short, and ends by itself. */
    @Override
    public void close() {}
}
