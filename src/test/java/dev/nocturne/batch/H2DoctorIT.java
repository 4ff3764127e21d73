package dev.nocturne.batch;

import dev.nocturne.store.LockFile;
import dev.nocturne.store.RunLocks;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class H2DoctorIT extends DoctorContract {
    private static NocturneContext context;
    private static LockFile locks;
    private static String url;

    @BeforeAll
    static void open(@TempDir Path folder) throws InterruptedException {
        url = "jdbc:h2:file:" + folder.resolve("nocturne") + ";AUTO_SERVER=TRUE";
        context = Contexts.open(1, List.of("--spring.datasource.url=" + url));
        locks = LockFile.beside(folder.resolve("nocturne"));
    }

    @AfterAll
    static void close() {
        context.close();
        locks.close();
    }

    @Override
    NocturneContext context() {
        return context;
    }

    @Override
    DriverManagerDataSource database() {
        return new DriverManagerDataSource(url, "sa", "");
    }

    @Override
    RunLocks locks() {
        return locks;
    }
}
