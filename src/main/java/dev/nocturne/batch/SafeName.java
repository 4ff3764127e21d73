package dev.nocturne.batch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names that people gave to studies and runs, as names of files: no path, on no system anything special. */
final class SafeName {
    private static final int LONGEST = 120;
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";

    private SafeName() {}

    /** Letters and digits stay, dots unless they lead; other bytes become %XX; what is long ends with its hash. */
    static String of(String name) {
        var safe = new StringBuilder();
        for (byte one : name.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = PLAIN.indexOf((char) one) >= 0 || one == '.' && !safe.isEmpty();
            safe.append(plain ? String.valueOf((char) one) : String.format("%%%02X", one));
        }
        return safe.length() <= LONGEST ? safe.toString() : safe.substring(0, LONGEST) + "-" + hash(name);
    }

    private static String hash(String name) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
