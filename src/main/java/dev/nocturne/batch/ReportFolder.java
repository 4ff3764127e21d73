package dev.nocturne.batch;

import java.nio.file.Path;
import org.springframework.core.env.Environment;

/**
 * Where the report of each run is kept.
 *
 * @param enabled whether runs write one
 * @param root absolute
 */
record ReportFolder(boolean enabled, Path root) {
    static ReportFolder of(Environment environment) {
        return new ReportFolder(
                environment.getProperty("nocturne.reports.enabled", Boolean.class, true),
                Path.of(environment.getProperty("nocturne.reports.directory", "data/reports"))
                        .toAbsolutePath()
                        .normalize());
    }

    /** The report of a run, be it there or not. */
    Path file(String study, String runKey) {
        return root.resolve(SafeName.of(study)).resolve(SafeName.of(runKey) + ".html");
    }
}
