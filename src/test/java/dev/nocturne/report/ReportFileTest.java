package dev.nocturne.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
    @TempDir
    Path folder;

    @Test
    void aReportReplacesTheOneBeforeAndLeavesNothingElse() throws IOException {
        Path file = folder.resolve("reports/forest/2026-11-22.html");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "the one before");
        long size = new ReportFile().write(SampleReports.plain(20), file);
        assertThat(file).hasSize(size).content().startsWith("<!doctype html>").endsWith("</html>\n");
        assertThat(file.getParent()).isDirectoryContaining(found -> found.equals(file));
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aDirectoryIsNotReplaced() {
        assertThatThrownBy(() -> new ReportFile().write(SampleReports.empty(), folder))
                .isInstanceOf(IOException.class)
                .hasMessage("it is a directory");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFileInPlaceOfADirectoryIsNamed() throws IOException {
        Path occupied = Files.writeString(folder.resolve("occupied"), "mine");
        assertThatThrownBy(() -> new ReportFile().write(SampleReports.empty(), occupied.resolve("night.html")))
                .isInstanceOf(IOException.class)
                .hasMessage(occupied + " is not a directory");
        assertThat(occupied).hasContent("mine");
    }
}
