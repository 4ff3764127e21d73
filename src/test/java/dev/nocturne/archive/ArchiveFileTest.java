package dev.nocturne.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveFileTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("study.zip");
        Archives.write(file, SmallStudy.hostile(), "1.0");
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        SmallStudy study = SmallStudy.hostile();
        try (ArchiveFile archive = ArchiveFile.open(file)) {
            assertThat(archive.study()).isEqualTo("s");
            assertThat(archive.createdAt()).isEqualTo(study.createdAt());
            for (MovedTable table : MovedTables.ALL) {
                assertThat(SmallStudy.rowsOf(archive, table))
                        .as(table.name())
                        .isEqualTo(SmallStudy.rowsOf(study, table));
            }
            assertThat(RunDigests.of(archive, run -> true)).isEqualTo(RunDigests.of(study, run -> true));
        }
    }

    @Test
    void theSameStudyGivesTheSameBytes() throws IOException {
        Path again = folder.resolve("again.zip");
        Archives.write(again, SmallStudy.hostile(), "1.0");
        assertThat(again).hasSameBinaryContentAs(file);
    }

    @Test
    void theContentIsTheSameWhateverVersionWrote() throws IOException {
        Manifest other = Archives.write(folder.resolve("other.zip"), SmallStudy.hostile(), "2.0");
        try (ArchiveFile archive = ArchiveFile.open(file)) {
            assertThat(other.content()).isEqualTo(archive.manifest().content());
        }
    }

    @Test
    void aFailureLeavesNothingAndTheFileOfBefore() throws IOException {
        byte[] before = Files.readAllBytes(file);
        SmallStudy broken = SmallStudy.hostile();
        broken.add(MovedTables.EVENTS, "2026-11-23", Map.of("payload", "half \uD83D"));
        assertThatExceptionOfType(ArchiveException.class)
                .isThrownBy(() -> Archives.write(file, broken, "1.0"))
                .withMessageContaining("tuning_event");
        assertThat(file).hasBinaryContent(before);
        assertThat(folder).isDirectoryContaining(path -> path.equals(file)).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aTextWithTheCharacterZeroIsNotExported() {
        SmallStudy broken = SmallStudy.hostile();
        broken.add(MovedTables.EVENTS, "2026-11-23", Map.of("payload", "a\0b"));
        assertThatExceptionOfType(ArchiveException.class)
                .isThrownBy(() -> Archives.write(file, broken, "1.0"))
                .withMessageContaining("character 0");
    }

    @Test
    void aZipThatWasCutOffIsRefused() throws IOException {
        byte[] all = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(all, all.length / 2));
        refuses("not a whole zip");
    }

    @Test
    void whatIsNoZipIsRefused() throws IOException {
        Files.writeString(file, "study: s");
        refuses("not a whole zip");
    }

    @Test
    void aMissingFileIsRefused() throws IOException {
        Files.delete(file);
        refuses("There is no file");
    }

    @Test
    void aZipOfSomethingElseIsRefused() throws IOException {
        changed(entries -> entries.remove("manifest.json"));
        refuses("no archive of a study");
    }

    @Test
    void aMissingEntryIsRefused() throws IOException {
        changed(entries -> entries.remove("events.csv"));
        refuses("other entries than its manifest lists");
    }

    @Test
    void anEntryThatLeadsElsewhereIsRefused() throws IOException {
        changed(entries -> entries.put("../../outside.csv", "a"));
        refuses("other entries than its manifest lists");
    }

    @Test
    void aListedEntryThatLeadsElsewhereIsRefused() throws IOException {
        changed(entries -> entries.compute(
                "manifest.json",
                (name, text) -> text.replaceAll("study-files/[0-9a-f]{64}\\.yml", "../../outside.yml")));
        refuses("does not list what an archive");
    }

    @Test
    void aChangedCellIsRefused() throws IOException {
        changed(entries -> entries.compute("trials.csv", (name, text) -> text.replace(" padded ", "_padded_")));
        refuses("trials.csv is not what was exported");
    }

    @Test
    void aRowTooFewIsRefused() throws IOException {
        changed(entries ->
                entries.compute("manifest.json", (name, text) -> text.replaceFirst("\"rows\" : 1", "\"rows\" : 2")));
        refuses("is not what was exported");
    }

    @Test
    void aHashThatIsNotThatOfTheEntriesIsRefused() throws IOException {
        changed(entries -> entries.compute(
                "manifest.json", (name, text) -> text.replaceFirst("(\"content_sha256\" : \")....", "$10000")));
        refuses("manifest.json is not what was exported");
    }

    @Test
    void aNewerFormatIsRefused() throws IOException {
        changed(entries -> entries.compute(
                "manifest.json", (name, text) -> text.replaceFirst("\"format\" : 1", "\"format\" : 2")));
        refuses("with the newer jar");
    }

    @Test
    void aManifestThatIsNoneIsRefused() throws IOException {
        changed(entries -> entries.put("manifest.json", "[]"));
        refuses("manifest.json cannot be read");
    }

    @Test
    void aBombIsNotUnpacked() throws IOException {
        long sound = Files.size(file);
        changed(entries -> entries.compute(
                "manifest.json",
                (name, text) ->
                        text.replaceFirst("(?s)(?<head>study-files/[^}]*\"bytes\" : )\\d+", "${head}60000000")));
        // Deflate makes a thousandth of it.
        rewritten((entry, out) -> {
            if (entry.startsWith("study-files/")) {
                for (int i = 0; i < 50; i++) {
                    out.write(new byte[1_000_000]);
                }
            }
        });
        assertThat(Files.size(file)).isLessThan(sound + 100_000);
        refuses("larger than it can be");
    }

    @Test
    void aTokenThatIsAPathIsRefused() throws IOException {
        var study = new SmallStudy();
        study.run("a", "../../etc");
        Archives.write(file, study, "1.0");
        refuses("cannot have recorded");
    }

    @Test
    void aRowOfAnUnknownRunIsRefused() throws IOException {
        SmallStudy study = SmallStudy.hostile();
        study.add(MovedTables.EVENTS, "another", Map.of("payload", "{}"));
        Archives.write(file, study, "1.0");
        refuses("of a run that its runs.csv does not have");
    }

    @Test
    void aCellOfAnotherTypeIsRefused() throws IOException {
        SmallStudy study = SmallStudy.hostile();
        study.add(MovedTables.EVENTS, "2026-11-23", Map.of("trial_id", "0; drop table trial"));
        Archives.write(file, study, "1.0");
        refuses("row 1 a trial_id that cannot be read");
    }

    @Test
    void aCopyHasTokensOfItsOwnAndTheSameOnesEachTime() throws IOException {
        try (ArchiveFile archive = ArchiveFile.open(file)) {
            int token = MovedTables.RUNS.place("run_token");
            List<SmallStudy.Row> copy = SmallStudy.rowsOf(new RenamedStudy(archive, "copy"), MovedTables.RUNS);
            assertThat(copy.get(0).cells().get(token)).isNotEqualTo(SmallStudy.TOKEN);
            assertThat(copy).isEqualTo(SmallStudy.rowsOf(new RenamedStudy(archive, "copy"), MovedTables.RUNS));
            assertThatExceptionOfType(ArchiveException.class).isThrownBy(() -> new RenamedStudy(archive, "a\nb"));
        }
    }

    private void refuses(String message) {
        assertThatExceptionOfType(ArchiveException.class)
                .isThrownBy(() -> ArchiveFile.open(file).close())
                .withMessageContaining(message);
    }

    private void changed(Consumer<Map<String, String>> change) throws IOException {
        Map<String, String> entries = entries();
        change.accept(entries);
        write(entries, (entry, out) -> {});
    }

    @FunctionalInterface
    private interface Rest {
        void append(String entry, OutputStream out) throws IOException;
    }

    private void rewritten(Rest rest) throws IOException {
        write(entries(), rest);
    }

    private Map<String, String> entries() throws IOException {
        var entries = new LinkedHashMap<String, String>();
        try (var zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    entries.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return entries;
    }

    private void write(Map<String, String> entries, Rest rest) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                rest.append(entry.getKey(), zip);
                zip.closeEntry();
            }
        }
    }
}
