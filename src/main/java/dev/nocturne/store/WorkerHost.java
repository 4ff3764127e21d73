package dev.nocturne.store;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The process that workers of a run live in.
 *
 * @param host name of the machine
 * @param pid process id on it
 */
public record WorkerHost(String host, long pid) {
    /** This process. */
    public static WorkerHost current() {
        return new WorkerHost(hostName(), ProcessHandle.current().pid());
    }

    /** A name for a worker of this process that no other worker has. */
    public String worker(int number) {
        return host + "-" + pid + "-" + number;
    }

    private static String hostName() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.length() > 255 ? name.substring(0, 255) : name;
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
