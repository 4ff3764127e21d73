package dev.nocturne.batch;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.core.env.Environment;

/**
 * Where the report of each run is kept.
 *
 * @param enabled whether runs write one
 * @param root absolute
 */
record ReportFolder(boolean enabled, Path root) {
    private static final int LONGEST_NAME = 80;

    static ReportFolder of(Environment environment) {
        return new ReportFolder(
                environment.getProperty("nocturne.reports.enabled", Boolean.class, true),
                Path.of(environment.getProperty("nocturne.reports.directory", "data/reports"))
                        .toAbsolutePath()
                        .normalize());
    }

    /** The report of a run, be it there or not. */
    Path file(String study, String runKey) {
        return root.resolve(safe(study)).resolve(safe(runKey) + ".html");
    }

    /** A name that is one on every file system; if it had to be changed, a hash tells it from others. */
    private static String safe(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.", "_");
        String cut = plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
        return cut.equals(name) ? name : cut + "-" + hash(name);
    }

    private static String hash(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException notInThisJdk) {
            throw new IllegalStateException(notInThisJdk);
        }
    }
}
