package dev.nocturne.batch;

import dev.nocturne.study.Sha256;

/** Names that people gave to studies and runs, as names of files: no path, and on no system anything special. */
final class SafeName {
    private static final int LONGEST = 80;
    private static final int HASH_DIGITS = 8;

    private SafeName() {}

    /** A name that is one on every file system; if it had to be changed, a hash tells it from others. */
    static String of(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.", "_");
        String cut = plain.substring(0, Math.min(LONGEST, plain.length()));
        return cut.equals(name) ? name : cut + "-" + Sha256.of(name).substring(0, HASH_DIGITS);
    }
}
