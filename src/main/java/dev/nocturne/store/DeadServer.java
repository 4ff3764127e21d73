package dev.nocturne.store;

import java.io.IOException;
import java.io.Reader;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** What an H2 server leaves beside its database when it is killed; H2 waits for seconds before it believes that it is dead. */
final class DeadServer {
    private static final int PATIENCE_MILLIS = 500;

    private DeadServer() {}

    /**
     * Removes what a server left that nobody can reach any more.
     *
     * @param database path of the H2 database without its ending; no process of Nocturne has it open
     */
    static void forget(Path database) {
        Path file = database.resolveSibling(database.getFileName() + ".lock.db");
        try {
            if (Files.exists(file) && isDead(addressIn(file))) {
                Files.delete(file);
            }
        } catch (IOException | IllegalArgumentException unclear) {
            // H2 looks at the file itself, and takes its time.
        }
    }

    private static String addressIn(Path file) throws IOException {
        var properties = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            properties.load(text);
        }
        return properties.getProperty("server", "");
    }

    /** Only a refused connection proves it. */
    private static boolean isDead(String server) throws IOException {
        int colon = server.lastIndexOf(':');
        if (colon < 0) {
            return false;
        }
        var address = new InetSocketAddress(server.substring(0, colon), Integer.parseInt(server.substring(colon + 1)));
        try (var socket = new Socket()) {
            socket.connect(address, PATIENCE_MILLIS);
            return false;
        } catch (ConnectException refused) {
            return true;
        }
    }
}
