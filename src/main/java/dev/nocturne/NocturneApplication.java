package dev.nocturne;

import dev.nocturne.cli.NocturneCli;

/** The program. */
public final class NocturneApplication {
    private NocturneApplication() {}

    public static void main(String[] arguments) {
        System.exit(NocturneCli.execute(arguments));
    }
}
