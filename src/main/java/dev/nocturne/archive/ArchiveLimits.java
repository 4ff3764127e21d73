package dev.nocturne.archive;

import dev.nocturne.study.Sha256;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.zip.ZipEntry;

/** What a zip may cost whoever looks into it: some are made so that a few kilobytes become terabytes. */
final class ArchiveLimits {
    static final int ENTRIES = 10_000;

    /** Of what is read as a whole: the manifest and the outline. */
    static final int TEXT_BYTES = 16 << 20;

    /** Of all entries together, unpacked: some hundred million trials. */
    static final long ALL_BYTES = 1L << 37;

    /** Unpacked bytes for a packed one; tables come to some ten, bombs to a thousand. */
    private static final long RATIO = 300;

    private static final long SMALL = 1 << 20;

    private ArchiveLimits() {}

    /** How large an entry may be, unpacked, given what it takes in the zip. */
    static long most(ZipEntry entry) {
        return Math.max(0, entry.getCompressedSize()) * RATIO + SMALL;
    }

    /** Reads an entry, counts and hashes it, and goes no further than a limit. */
    static final class Counted extends FilterInputStream {
        private final MessageDigest digest = Sha256.digest();
        private final String name;
        private final long most;
        private long bytes;

        Counted(InputStream in, String name, long most) {
            super(in);
            this.name = name;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = in.read(buffer, offset, length);
            if (count > 0) {
                bytes += count;
                if (bytes > most) {
                    throw new ArchiveException("This zip is no archive of a study: unpacked, its " + name
                            + " is larger than it can be. Do not trust it.");
                }
                digest.update(buffer, offset, count);
            }
            return count;
        }

        @Override
        public long skip(long count) {
            throw new UnsupportedOperationException("all of it is to be hashed");
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        long bytes() {
            return bytes;
        }

        String hash() {
            return Sha256.hex(digest.digest());
        }
    }
}
