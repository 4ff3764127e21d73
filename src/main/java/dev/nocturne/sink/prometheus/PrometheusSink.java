package dev.nocturne.sink.prometheus;

import dev.nocturne.sink.DeliveryException;
import dev.nocturne.sink.Snapshot;
import dev.nocturne.sink.StateSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes where things stand to a file that Prometheus' node exporter reads. The file is replaced as a whole, so that nobody
 * reads half of one.
 */
public final class PrometheusSink implements StateSink {
    private final Path path;
    private final Path beside;

    public PrometheusSink(Path path) {
        this.path = path;
        // The exporter reads what ends in .prom. Made with the rights that this process gives to files, not a private
        // one.
        this.beside = path.resolveSibling("." + path.getFileName() + ".tmp");
    }

    @Override
    public void write(Snapshot snapshot) throws DeliveryException {
        try {
            ByteBuffer text = ByteBuffer.wrap(MetricsText.of(snapshot).getBytes(StandardCharsets.UTF_8));
            try (FileChannel file = FileChannel.open(
                    beside,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                while (text.hasRemaining()) {
                    file.write(text);
                }
                file.force(true);
            }
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw DeliveryException.ofFile(path, failure);
        }
    }

    @Override
    public void close() {}
}
