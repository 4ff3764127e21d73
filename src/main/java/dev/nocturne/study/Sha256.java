package dev.nocturne.study;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of contents, in lower-case hexadecimal digits. */
public final class Sha256 {
    private Sha256() {}

    /** A digest of contents that come piece by piece. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }

    /** Of a text's UTF-8 bytes. */
    public static String of(String text) {
        return hex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** What a digest came to, as text. */
    public static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
