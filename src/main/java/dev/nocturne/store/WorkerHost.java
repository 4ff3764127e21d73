package dev.nocturne.store;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/**
 * The process that workers of a run live in.
 *
 * @param host name of the machine
 * @param pid process id on it; in containers often the same for all
 * @param process tells it from every other process that ever was
 */
public record WorkerHost(String host, long pid, String process) {
    /** A process that gets a token of its own. */
    public WorkerHost(String host, long pid) {
        this(host, pid, UUID.randomUUID().toString().substring(0, 13));
    }

    /** This process, with a new token at each call. */
    public static WorkerHost current() {
        return new WorkerHost(hostName(), ProcessHandle.current().pid());
    }

    /** A name for a worker that this process has in a run which it started itself. */
    public String worker(int number) {
        return host + "-" + pid + "-" + number;
    }

    /** A name for a worker that this process lends to another process' run. */
    public String remoteWorker(int number) {
        return host + "-" + pid + "-" + process + "-" + number;
    }

    /** How the sessions of a process are named in PostgreSQL. */
    static String session(String process) {
        return "nocturne " + process;
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
