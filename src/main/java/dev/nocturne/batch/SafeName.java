package dev.nocturne.batch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names that people gave to studies and runs, as names of files: no path, and on no system anything special. */
final class SafeName {
    private static final int LONGEST = 80;
    private static final int HASH_BYTES = 4;

    private SafeName() {}

    /** A name that is one on every file system; if it had to be changed, a hash tells it from others. */
    static String of(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.", "_");
        String cut = plain.substring(0, Math.min(LONGEST, plain.length()));
        return cut.equals(name) ? name : cut + "-" + hash(name);
    }

    private static String hash(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
