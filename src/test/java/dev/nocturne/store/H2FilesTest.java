package dev.nocturne.store;

import static dev.nocturne.store.H2Folders.in;
import static dev.nocturne.store.H2Folders.locks;
import static dev.nocturne.store.H2Folders.names;
import static dev.nocturne.store.H2Folders.of;
import static dev.nocturne.store.H2Folders.old;
import static dev.nocturne.store.H2Folders.rows;
import static dev.nocturne.store.H2Folders.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a URL of H2 says, and whoever the file belongs to: tables are made and upgraded, and nothing else is touched. */
class H2FilesTest {
    @TempDir
    private Path folder;

    private Path here;

    @BeforeEach
    void folders() throws IOException {
        here = Files.createDirectory(folder.resolve("here"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";DB_CLOSE_DELAY=-1", ";DB_CLOSE_DELAY=60;FORBID_CREATION=FALSE"})
    void whatIsMadeBesideIsClosedBeforeItTakesThePlace(String settings) throws IOException, SQLException {
        DatabaseAddress address = in(here, settings);
        assertThat(start(address)).isPresent();
        assertThat(names(here)).containsExactly("nocturne.mv.db");
        assertClosed();
        assertThat(rows(address, "select count(*) from v_run")).isZero();
        close(address);
    }

    /** Which H2 keeps in the database itself, whatever a later URL says. */
    @Test
    void aDatabaseThatWantsToStayOpenIsUpgradedAllTheSame() throws IOException, SQLException {
        old(in(here, ""), "8");
        try (Connection owner = in(here, "").connect()) {
            owner.createStatement().execute("set db_close_delay -1");
            owner.createStatement().execute("shutdown");
        }
        assertThat(start(in(here, "")))
                .hasValueSatisfying(upgrade -> assertThat(upgrade.before()).contains("8"));
        assertClosed();
        assertThat(rows(in(here, ""), "select count(*) from study")).isEqualTo(1);
        close(in(here, ""));
    }

    /** Nobody in this process has the file open: a lock of H2 would overlap. */
    private void assertClosed() throws IOException {
        try (var file = FileChannel.open(here.resolve("nocturne.mv.db"), StandardOpenOption.WRITE);
                var lock = file.tryLock()) {
            assertThat(lock).isNotNull();
        }
    }

    private static void close(DatabaseAddress address) throws SQLException {
        try (Connection last = address.connect()) {
            last.createStatement().execute("shutdown");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:", "nio:", "nioMapped:", "async:", "retry:", "split:", "split:20:", "file:async:"})
    void howH2GetsAtTheFileDoesNotMatter(String way) throws SQLException {
        DatabaseAddress address = at(way, "");
        boolean beside = !way.startsWith("split");
        assertThat(address.exists()).isFalse();
        assertThat(start(address).isPresent()).isEqualTo(beside);
        assertThat(address.exists()).isEqualTo(beside);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nioMapped:", "async:", "split:", "split:20:"})
    void upgradesDoNotDependOnIt(String way) throws SQLException {
        DatabaseAddress address = at(way, "");
        old(address, "8");
        assertThat(start(at(way, ";AUTO_SERVER=TRUE;IFEXISTS=TRUE"))).hasValueSatisfying(upgrade -> {
            assertThat(upgrade.before()).contains("8");
            assertThat(upgrade.changed()).isTrue();
        });
        assertThat(rows(address, "select count(*) from study")).isEqualTo(1);
        assertThat(rows(address, "select count(*) from v_run")).isZero();
    }

    @Test
    void aDatabaseInSeveralFilesIsNotUpgradedUnderTheEyesOfAnotherProgram() throws SQLException {
        DatabaseAddress address = at("split:", ";AUTO_SERVER=TRUE");
        old(address, "8");
        try (Connection other = address.connect()) {
            assertThat(start(address)).isEmpty();
            assertThat(other.isValid(1)).isTrue();
        }
        assertThat(start(address)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {";IFEXISTS=TRUE", ";forbid_creation=true"})
    void whatMustNotBeMadeIsNotMade(String only) {
        assertThat(start(in(here, only))).isEmpty();
        assertThat(names(here)).isEmpty();
    }

    private DatabaseAddress at(String way, String settings) {
        return of("jdbc:h2:" + way + here.resolve("nocturne") + settings);
    }

    @Test
    void aLinkStaysALinkAndItsFileWithThoseWhoMayReadIt() throws IOException, SQLException {
        old(in(here, ""), "8");
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Path file = Files.move(here.resolve("nocturne.mv.db"), disk.resolve("team.mv.db"));
        Files.createSymbolicLink(here.resolve("nocturne.mv.db"), file);
        var owners = PosixFilePermissions.fromString("rw-------");
        Files.setPosixFilePermissions(file, owners);
        Path leftover = Files.createFile(disk.resolve("team.new-7-" + UUID.randomUUID() + ".mv.db"));

        assertThat(start(in(here, ""))).isPresent();

        assertThat(here.resolve("nocturne.mv.db")).isSymbolicLink();
        assertThat(names(here)).containsExactly("nocturne.mv.db");
        assertThat(leftover).doesNotExist();
        assertThat(names(disk)).containsExactly("team.mv.db");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(owners);
        assertThat(rows(in(here, ""), "select count(*) from v_run")).isZero();
    }

    @Test
    void whoMayReadTheFileMayReadTheNext() throws IOException, SQLException {
        old(in(here, ""), "8");
        Path file = here.resolve("nocturne.mv.db");
        var team = PosixFilePermissions.fromString("rw-rw----");
        Files.setPosixFilePermissions(file, team);
        assertThat(start(in(here, ""))).isPresent();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(team);
    }

    @Test
    void onlyLeftoversAreRemoved() throws IOException {
        String unlike = "nocturne.new-12-" + UUID.randomUUID();
        var kept = List.of(
                "nocturne.new-backup.mv.db",
                "nocturne.new-12.mv.db",
                "nocturne.new-12-abc.mv.db",
                unlike,
                unlike + "0.mv.db",
                "older-" + unlike + ".mv.db",
                "nocturnexnew-12-" + UUID.randomUUID() + ".mv.db");
        for (String name : kept) {
            Files.createFile(here.resolve(name));
        }
        for (String ending : List.of(".mv.db", ".trace.db", ".mv.db.tempFile")) {
            Files.createFile(here.resolve("nocturne.new-12-" + UUID.randomUUID() + ending));
        }
        assertThat(start(in(here, ""))).isPresent();
        assertThat(names(here)).containsAll(kept).hasSize(kept.size() + 1);
    }

    @Test
    void whatALivingProcessMakesIsNoLeftover() throws IOException {
        DatabaseAddress address = in(here, "");
        Path database = address.h2File().orElseThrow();
        Path file;
        try (var locks = locks(address)) {
            var beside = new SideFiles(database, locks);
            Path side = beside.next();
            beside.claim(side);
            file = Files.createFile(SideFiles.file(side));
            new SideFiles(database, locks).removeLeftovers();
            assertThat(file).exists();
        }
        assertThat(start(address)).isPresent();
        assertThat(file).doesNotExist();
    }
}
