package dev.nocturne.archive;

import dev.nocturne.study.Sha256;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Counts and hashes what goes through. */
final class HashedOutput extends FilterOutputStream {
    private final MessageDigest digest = Sha256.digest();
    private long bytes;

    HashedOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        out.write(buffer, offset, length);
        digest.update(buffer, offset, length);
        bytes += length;
    }

    /** The zip around it is not flushed with each entry. */
    @Override
    public void flush() {}

    long bytes() {
        return bytes;
    }

    /** Of all that was written; once. */
    String hash() {
        return Sha256.hex(digest.digest());
    }
}
