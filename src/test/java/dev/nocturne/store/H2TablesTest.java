package dev.nocturne.store;

import static dev.nocturne.store.H2Folders.in;
import static dev.nocturne.store.H2Folders.locks;
import static dev.nocturne.store.H2Folders.names;
import static dev.nocturne.store.H2Folders.of;
import static dev.nocturne.store.H2Folders.old;
import static dev.nocturne.store.H2Folders.rows;
import static dev.nocturne.store.H2Folders.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.study.TuningException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.h2.api.DatabaseEventListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables arrive whole or not at all: whatever a kill leaves between two statements, the next start goes on from. */
class H2TablesTest {
    @TempDir
    private Path folder;

    private Path here;

    @BeforeEach
    void folders() throws IOException {
        here = Files.createDirectory(folder.resolve("here"));
    }

    @AfterEach
    void nobodyLooks() {
        Kills.watched = null;
    }

    /** Copies a folder after every seventh statement in H2, as a kill at that instant would leave it. */
    public static final class Kills implements DatabaseEventListener {
        private static Path watched;
        private static Path copies;
        private static int statements;
        private static List<Path> left = new ArrayList<>();

        static void watch(Path folder, Path into) {
            copies = into;
            left = new ArrayList<>();
            statements = 0;
            watched = folder;
        }

        @Override
        public void setProgress(int state, String name, long at, long most) {
            if (state == DatabaseEventListener.STATE_STATEMENT_END && watched != null && statements++ % 7 == 0) {
                Path copy = copies.resolve("after-" + left.size());
                try (var files = Files.list(watched)) {
                    Files.createDirectory(copy);
                    for (Path file : files.toList()) {
                        Files.copy(file, copy.resolve(file.getFileName()));
                    }
                } catch (IOException failure) {
                    throw new IllegalStateException(failure);
                }
                left.add(copy);
            }
        }
    }

    private static String watching() {
        return ";DATABASE_EVENT_LISTENER='" + Kills.class.getName() + "'";
    }

    @Test
    void aKillWhileTheTablesAreMadeLeavesNoDatabaseOrAWholeOne() throws IOException, SQLException {
        Kills.watch(here, Files.createDirectory(folder.resolve("kills")));
        assertThat(start(in(here, watching()))).hasValueSatisfying(made -> {
            assertThat(made.before()).isEmpty();
            assertThat(made.changed()).isTrue();
        });
        Kills.watched = null;

        assertThat(names(here)).containsExactly("nocturne.mv.db");
        assertThat(rows(in(here, ""), "select count(*) from v_run")).isZero();
        List<Path> left = Kills.left;
        assertThat(left).hasSizeGreaterThan(20);
        assertThat(left)
                .allSatisfy(kill -> assertThat(names(kill))
                        .isNotEmpty()
                        .allSatisfy(name -> assertThat(name).startsWith("nocturne.new-")));
        for (int i = 0; i < left.size(); i += left.size() / 4) {
            assertThat(start(in(left.get(i), ""))).isPresent();
            assertThat(names(left.get(i))).containsExactly("nocturne.mv.db");
            assertThat(rows(in(left.get(i), ""), "select count(*) from v_run")).isZero();
        }
    }

    @Test
    void aKillWhileTheTablesAreUpgradedLeavesThoseOfBefore() throws IOException, SQLException {
        old(in(here, ""), "8");
        Kills.watch(here, Files.createDirectory(folder.resolve("kills")));
        assertThat(start(in(here, watching()))).hasValueSatisfying(upgrade -> {
            assertThat(upgrade.before()).contains("8");
            assertThat(upgrade.changed()).isTrue();
        });
        Kills.watched = null;

        List<Path> inCopies =
                Kills.left.stream().filter(kill -> hasSideFile(kill)).toList();
        Path first = inCopies.get(0);
        assertThat(inCopies)
                .hasSizeGreaterThan(20)
                .allSatisfy(kill -> assertThat(kill.resolve("nocturne.mv.db"))
                        .hasSameBinaryContentAs(first.resolve("nocturne.mv.db")));
        assertThat(start(in(first, "")))
                .hasValueSatisfying(upgrade -> assertThat(upgrade.before()).contains("8"));
        assertThat(rows(in(here, ""), "select count(*) from study")).isEqualTo(1);
        assertThat(rows(in(here, ""), "select count(*) from v_night")).isZero();
        Path middle = inCopies.get(inCopies.size() / 2);
        assertThat(start(in(middle, ""))).isPresent();
        assertThat(names(middle)).containsExactly("nocturne.mv.db");
        assertThat(rows(in(middle, ""), "select count(*) from study")).isEqualTo(1);
    }

    @Test
    void nothingIsUpgradedUnderTheEyesOfAnotherProgram() throws SQLException {
        old(in(here, ""), "8");
        DatabaseAddress address = in(here, "");
        try (Connection other = address.connect()) {
            assertThat(start(address)).isEmpty();
            var database = new org.springframework.jdbc.datasource.SingleConnectionDataSource(other, true);
            var inPlace = new TableVersions(Migrations.of(address).flyway(database, ""), "migrate");
            assertThatThrownBy(inPlace::upgrade)
                    .isInstanceOf(TuningException.class)
                    .hasMessageContaining("another program uses the database");
        }
        assertThat(start(address)).isPresent();
    }

    @Test
    void whoComesSecondTakesWhatTheFirstMade() throws SQLException {
        DatabaseAddress address = in(here, "");
        assertThat(start(address).orElseThrow().changed()).isTrue();
        assertThat(start(address)).hasValueSatisfying(found -> {
            assertThat(found.changed()).isFalse();
            assertThat(found.before()).contains(found.after());
        });
        var beside = new SideFiles(address.h2File().orElseThrow(), locks(address));
        Path side = beside.next();
        DatabaseAddress another = address.movedTo(side).orElseThrow();
        try (Connection made = another.connect()) {
            made.createStatement().execute("create table other (id int)");
        }
        assertThat(beside.place(side)).isFalse();
        assertThat(names(here)).containsExactly("nocturne.mv.db");
        assertThat(rows(address, "select count(*) from v_run")).isZero();
    }

    @Test
    void onlyPlainFilesAreMadeBeside() {
        Path file = here.resolve("x");
        assertThat(of("jdbc:h2:~/nocturne;CIPHER=AES;AUTO_SERVER=TRUE").movedTo(file))
                .hasValueSatisfying(moved -> assertThat(moved.url()).isEqualTo("jdbc:h2:file:" + file + ";CIPHER=AES"));
        assertThat(of("jdbc:h2:file:C:/nocturne").movedTo(file)).isPresent();
        assertThat(of("jdbc:h2:split:./nocturne").movedTo(file)).isEmpty();
        assertThat(of("jdbc:h2:split:22:./nocturne").movedTo(file)).isEmpty();
        assertThat(of("jdbc:h2:mem:nocturne").movedTo(file)).isEmpty();
        assertThat(of("jdbc:h2:nioMemFS:nocturne").h2File()).isEmpty();
        assertThat(of("jdbc:postgresql://db/nocturne").movedTo(file)).isEmpty();
    }

    private static boolean hasSideFile(Path folder) {
        return names(folder).stream().anyMatch(name -> name.contains(".new-"));
    }
}
