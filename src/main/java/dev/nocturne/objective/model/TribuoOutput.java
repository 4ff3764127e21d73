package dev.nocturne.objective.model;

import java.util.logging.Level;
import java.util.logging.Logger;
import libsvm.svm;

/** Keeps the libraries from talking: what a night prints is read by cron and by people. */
final class TribuoOutput {
    // Held here: the platform forgets a logger, and its level with it, that nobody holds.
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

    private TribuoOutput() {}

    /** For the whole JVM; to be called before the first fit. */
    static void silence() {
        TRIBUO.setLevel(Level.WARNING);
        svm.svm_set_print_string_function(text -> {});
    }
}
