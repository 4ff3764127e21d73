package dev.nocturne.docs;

import java.nio.file.Path;

class H2SqlDocIT extends SqlDocContract {
    @Override
    String url(Path folder) {
        return "jdbc:h2:file:" + folder.resolve("nocturne") + ";AUTO_SERVER=TRUE;WRITE_DELAY=0";
    }

    @Override
    String user() {
        return "sa";
    }
}
