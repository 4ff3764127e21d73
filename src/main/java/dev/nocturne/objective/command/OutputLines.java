package dev.nocturne.objective.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Splits what a program prints into lines, in bounded memory: of a line longer than {@value #LIMIT} bytes nothing is
 * kept. For one thread.
 */
final class OutputLines {
    /** Bytes that a line may have. */
    static final int LIMIT = 1 << 20;

    private final Consumer<String> lines;
    private byte[] line = new byte[256];
    private int length;
    private boolean tooLong;

    OutputLines(Consumer<String> lines) {
        this.lines = lines;
    }

    /** Hands over each line, the last one also without a line end, until the stream ends. */
    void readAll(InputStream stream) throws IOException {
        byte[] block = new byte[16 * 1024];
        for (int read = stream.read(block); read >= 0; read = stream.read(block)) {
            add(block, read);
        }
        endLine();
    }

    private void add(byte[] block, int count) {
        int start = 0;
        for (int i = 0; i < count; i++) {
            if (block[i] == '\n') {
                append(block, start, i - start);
                endLine();
                start = i + 1;
            }
        }
        append(block, start, count - start);
    }

    private void append(byte[] block, int start, int count) {
        if (tooLong || length + count > LIMIT) {
            tooLong = true;
            return;
        }
        if (length + count > line.length) {
            line = Arrays.copyOf(line, Math.min(LIMIT, Math.max(2 * line.length, length + count)));
        }
        System.arraycopy(block, start, line, length, count);
        length += count;
    }

    private void endLine() {
        if (!tooLong && length > 0) {
            lines.accept(new String(line, 0, length, StandardCharsets.UTF_8));
        }
        length = 0;
        tooLong = false;
    }
}
