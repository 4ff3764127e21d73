package dev.nocturne.batch;

import java.util.Optional;

/**
 * What the making or upgrading of the tables did.
 *
 * @param before version of the tables; empty if there were none
 * @param after their version now
 * @param changed whether anything was done
 */
public record Migration(Optional<String> before, String after, boolean changed) {}
