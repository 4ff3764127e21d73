package dev.nocturne.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/** An H2 file with a context on it, for all tests of a class. */
final class H2Installation implements BeforeAllCallback, AfterAllCallback {
    private final Opening opening;
    private Path folder;
    private NocturneContext context;
    private JdbcTemplate sql;

    /** Opens the context. */
    @FunctionalInterface
    interface Opening {
        /**
         * A context with that data source.
         *
         * @param folder for whatever files it needs
         * @param dataSource the property that names it
         */
        NocturneContext open(Path folder, String dataSource) throws InterruptedException;
    }

    H2Installation(Opening opening) {
        this.opening = opening;
    }

    @Override
    public void beforeAll(ExtensionContext test) throws IOException, InterruptedException {
        folder = Files.createTempDirectory("nocturne-h2");
        String url = "jdbc:h2:file:" + folder.resolve("nocturne") + ";AUTO_SERVER=TRUE;LOCK_TIMEOUT=60000";
        context = opening.open(folder, "--spring.datasource.url=" + url);
        sql = new JdbcTemplate(new DriverManagerDataSource(url, "sa", ""));
    }

    @Override
    public void afterAll(ExtensionContext test) throws IOException {
        context.close();
        FileSystemUtils.deleteRecursively(folder);
    }

    NocturneContext context() {
        return context;
    }

    JdbcTemplate sql() {
        return sql;
    }
}
