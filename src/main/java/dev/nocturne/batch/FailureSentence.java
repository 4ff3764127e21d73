package dev.nocturne.batch;

import dev.nocturne.archive.ArchiveException;
import dev.nocturne.store.DatabaseFailure;
import dev.nocturne.store.TablesException;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.TuningException;
import org.springframework.core.NestedExceptionUtils;

/** What to tell a person about a failure, in a sentence that says what to do. */
public final class FailureSentence {
    private FailureSentence() {}

    /** The sentence; never a stack trace, and never a password. */
    public static String of(Throwable failure) {
        return Redaction.of(sentence(failure));
    }

    private static String sentence(Throwable failure) {
        return Causes.first(TuningException.class, failure)
                .map(Throwable::getMessage)
                .or(() -> DatabaseFailure.sentence(failure))
                .orElseGet(() -> unexpected(NestedExceptionUtils.getMostSpecificCause(failure)));
    }

    private static String unexpected(Throwable root) {
        return "Something unexpected happened: " + root + ". Start the same command again to continue; --debug shows"
                + " where it came from.";
    }

    /** Whether what was asked for cannot be done at all, however often it is started again. */
    public static boolean isWrongUsage(Throwable failure) {
        return Causes.include(
                failure,
                InvalidStudyException.class,
                NothingRecordedException.class,
                TablesException.class,
                ArchiveException.class);
    }
}
