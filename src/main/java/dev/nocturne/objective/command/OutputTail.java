package dev.nocturne.objective.command;

import dev.nocturne.objective.protocol.Excerpt;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the end of what a program prints, in a ring of fixed size. Thread-safe: one thread reads, others ask. */
final class OutputTail {
    private static final int SIZE = 4 * 1024;

    private final byte[] ring = new byte[SIZE];
    private long written;

    /** Reads until the stream ends. */
    void readAll(InputStream stream) throws IOException {
        byte[] block = new byte[16 * 1024];
        for (int read = stream.read(block); read >= 0; read = stream.read(block)) {
            add(block, 0, read);
        }
    }

    /** The same stream for somebody else to read; what he reads is kept here as well. */
    InputStream alongside(InputStream stream) {
        return new FilterInputStream(stream) {
            @Override
            public int read(byte[] block, int offset, int length) throws IOException {
                int count = super.read(block, offset, length);
                add(block, offset, Math.max(count, 0));
                return count;
            }
        };
    }

    private synchronized void add(byte[] block, int offset, int count) {
        // Of a block longer than the ring only the end could stay in it.
        for (int i = Math.max(0, count - SIZE); i < count; i++) {
            ring[(int) ((written + i) % SIZE)] = block[offset + i];
        }
        written += count;
    }

    /** The end of what was read so far, fit for a sentence; empty if there was nothing but space. */
    String excerpt() {
        return Excerpt.endOf(kept());
    }

    /** The same, line by line. */
    String text() {
        return Excerpt.linesAtEndOf(kept());
    }

    private synchronized String kept() {
        int kept = (int) Math.min(SIZE, written);
        byte[] bytes = new byte[kept];
        for (int i = 0; i < kept; i++) {
            bytes[i] = ring[(int) ((written - kept + i) % SIZE)];
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
