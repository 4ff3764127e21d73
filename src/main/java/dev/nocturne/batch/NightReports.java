package dev.nocturne.batch;

import dev.nocturne.report.ReportFile;
import dev.nocturne.summary.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the report of a run that has ended. A night is not worth less without one: whatever goes wrong is said, no more. */
final class NightReports {
    private static final Logger LOG = LoggerFactory.getLogger(NightReports.class);

    private final ReportFolder folder;
    private final Supplier<Reports> reports;

    NightReports(ReportFolder folder, Supplier<Reports> reports) {
        this.folder = folder;
        this.reports = reports;
    }

    /** Writes the report, or tells the listener why not. */
    void write(String study, String runKey, RunListener listener) {
        if (!folder.enabled()) {
            return;
        }
        Path file = folder.file(study, runKey);
        try {
            new ReportFile().write(reports.get().of(study, runKey), file);
            listener.reported(file);
        } catch (IOException failure) {
            LOG.debug("No report was written to {}", file, failure);
            listener.reportFailed(file + ": " + failure.getMessage());
        } catch (RuntimeException failure) {
            LOG.debug("No report was written to {}", file, failure);
            listener.reportFailed(FailureSentence.of(failure));
        }
    }

    /** The same, unless it is there. */
    void writeIfMissing(String study, String runKey, RunListener listener) {
        Path file = folder.file(study, runKey);
        if (folder.enabled() && Files.isRegularFile(file)) {
            listener.reported(file);
        } else {
            write(study, runKey, listener);
        }
    }
}
