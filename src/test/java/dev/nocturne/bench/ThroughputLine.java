package dev.nocturne.bench;

import dev.nocturne.bench.WaitSampler.Doing;
import java.util.Locale;

/**
 * What was seen of trials being recorded for a while.
 *
 * @param trials that ended meanwhile
 * @param clientSeconds processor time of all processes but the server's
 */
record ThroughputLine(
        String who,
        int chunk,
        long trials,
        double clientSeconds,
        ClusterServer.Counters before,
        ClusterServer.Counters after,
        WaitSampler sessions) {
    static final String HEAD = """
            | workers | chunk | trials/s | client CPU ms/trial | server CPU ms/trial | commits/trial | CPU: client + server + others, of all | working | log | row | client | other | row wanted |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|
            """;
    static final String CSV_HEAD = "workers,chunk,seconds,trials,trials_per_second,client_cpu_ms_per_trial,"
            + "server_cpu_ms_per_trial,commits_per_trial,client_cpu_share,server_cpu_share,others_cpu_share,"
            + "sessions_working,sessions_log,sessions_row,sessions_client,sessions_other,row_wanted_share";

    double perSecond() {
        return trials / seconds();
    }

    private double seconds() {
        return (after.nanos() - before.nanos()) / 1e9;
    }

    private double serverSeconds() {
        return after.serverSeconds() - before.serverSeconds();
    }

    /** Of the processors' time. */
    private double share(double processorSeconds) {
        return processorSeconds / (seconds() * Runtime.getRuntime().availableProcessors());
    }

    private double others() {
        double machine = after.machineSeconds() - before.machineSeconds();
        return Math.max(0, share(machine - clientSeconds - serverSeconds()));
    }

    private double commits() {
        return (after.commits() - before.commits()) / (double) trials;
    }

    String markdown() {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %.3f | %.3f | %.3f | %.2f + %.2f + %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |",
                who,
                chunk,
                perSecond(),
                1000 * clientSeconds / trials,
                1000 * serverSeconds() / trials,
                commits(),
                share(clientSeconds),
                share(serverSeconds()),
                others(),
                sessions.sessions(Doing.WORKS),
                sessions.sessions(Doing.LOG),
                sessions.sessions(Doing.ROW),
                sessions.sessions(Doing.CLIENT),
                sessions.sessions(Doing.OTHER),
                sessions.rowWanted());
    }

    String csv() {
        return String.format(
                Locale.ROOT,
                "%s,%d,%.3f,%d,%.1f,%.4f,%.4f,%.4f,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f",
                who,
                chunk,
                seconds(),
                trials,
                perSecond(),
                1000 * clientSeconds / trials,
                1000 * serverSeconds() / trials,
                commits(),
                share(clientSeconds),
                share(serverSeconds()),
                others(),
                sessions.sessions(Doing.WORKS),
                sessions.sessions(Doing.LOG),
                sessions.sessions(Doing.ROW),
                sessions.sessions(Doing.CLIENT),
                sessions.sessions(Doing.OTHER),
                sessions.rowWanted());
    }
}
