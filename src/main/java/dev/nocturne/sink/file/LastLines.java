package dev.nocturne.sink.file;

import dev.nocturne.sink.Relay;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** The end of a file of lines. */
final class LastLines {
    private static final int BLOCK = 1 << 16;

    private LastLines() {}

    /**
     * Cuts off a last line that has no end, and returns as many of those before it as may have been written without that
     * being recorded.
     */
    static Set<String> mended(FileChannel file) throws IOException {
        byte[] end = new byte[0];
        long start = file.size();
        while (start > 0 && lineEnds(end) <= Relay.BATCH + 1) {
            int length = (int) Math.min(BLOCK, start);
            start -= length;
            var longer = new ByteArrayOutputStream(length + end.length);
            longer.write(read(file, start, length));
            longer.write(end);
            end = longer.toByteArray();
        }
        int whole = end.length;
        while (whole > 0 && end[whole - 1] != '\n') {
            whole--;
        }
        if (whole < end.length) {
            file.truncate(start + whole);
        }
        return new String(end, 0, whole, StandardCharsets.UTF_8).lines().collect(Collectors.toUnmodifiableSet());
    }

    private static long lineEnds(byte[] bytes) {
        long ends = 0;
        for (byte one : bytes) {
            ends += one == '\n' ? 1 : 0;
        }
        return ends;
    }

    private static byte[] read(FileChannel file, long position, int length) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(length);
        while (block.hasRemaining() && file.read(block, position + block.position()) >= 0) {
            // A read may give less than was asked for.
        }
        return block.array();
    }
}
