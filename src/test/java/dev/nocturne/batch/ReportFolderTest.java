package dev.nocturne.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportFolderTest {
    private final ReportFolder folder = new ReportFolder(true, Path.of("/reports"));

    @Test
    void usualNamesStayAsTheyAre() {
        assertThat(folder.file("breast-cancer", "2026-11-22"))
                .isEqualTo(Path.of("/reports/breast-cancer/2026-11-22.html"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "../../etc", "a/b", "a\\b", "x\u0000y", "C:", "</b>", "\u202egnp", ".hidden"})
    void noNameLeavesTheFolder(String hostile) {
        Path file = folder.file(hostile, hostile);
        assertThat(file).hasParentRaw(folder.root().resolve(file.getName(1).toString()));
        assertThat(file.normalize()).isEqualTo(file);
        assertThat(file.getParent().getFileName().toString()).matches("[A-Za-z0-9_-][A-Za-z0-9._-]*");
    }

    @Test
    void namesThatLookTheSameAsFilesDoNotShareOne() {
        assertThat(folder.file("a/b", "1"))
                .isNotEqualTo(folder.file("a_b", "1"))
                .isNotEqualTo(folder.file("a:b", "1"));
    }

    @Test
    void longNamesFitAFileSystem() {
        Path file = folder.file("s".repeat(10_000), "r".repeat(200));
        assertThat(file.getName(1).toString()).hasSizeLessThan(100);
        assertThat(file.getFileName().toString()).hasSizeLessThan(100);
        assertThat(file).isNotEqualTo(folder.file("s".repeat(9_999), "r".repeat(200)));
    }
}
