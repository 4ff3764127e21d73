package dev.nocturne.batch;

import dev.nocturne.study.TuningException;

/** Somebody asks for results where no run has ever been recorded. */
public final class NothingRecordedException extends TuningException {
    private static final long serialVersionUID = 1L;

    NothingRecordedException(String where) {
        super(sentence(where));
    }

    /** What to say of a database, also of one that has tables. */
    public static String sentence(String where) {
        return "Nothing is recorded yet in " + where + ". Start a run first: " + Invocation.of("run", "STUDY.yml");
    }
}
