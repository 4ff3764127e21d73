package dev.nocturne.objective.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assertions;

/** What tests ask of processes that are not theirs. */
final class Processes {
    private Processes() {}

    /** The pid that a script wrote into a file, as soon as it is there. */
    static long pidIn(Path file) throws Exception {
        eventually(() -> lastLine(file).matches("\\d+"));
        return Long.parseLong(lastLine(file));
    }

    private static String lastLine(Path file) {
        try {
            String text = Files.exists(file) ? Files.readString(file) : "";
            return text.endsWith("\n") ? text.strip() : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** Whether it runs; a process that is dead but not yet reaped by its parent does not. */
    static boolean lives(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return false;
        }
    }

    static void eventually(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            Thread.sleep(10);
        }
        Assertions.fail("still not so after ten seconds");
    }
}
