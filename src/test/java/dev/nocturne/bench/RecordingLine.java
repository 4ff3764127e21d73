package dev.nocturne.bench;

import java.util.Locale;

/**
 * What was seen of trials being recorded for a while.
 *
 * @param rows that there are for each trial
 */
record RecordingLine(
        String database,
        String who,
        int chunk,
        int workers,
        int parameters,
        double rows,
        RecordingMeter before,
        RecordingMeter after) {
    static final String HEAD = """
            | database | chunk | workers | parameters | who | trials/s | of plain | client CPU ms/trial | server CPU ms/trial | rows/trial | bytes/trial | statements/trial | commits/trial | allocated KB/trial |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|---|
            """;
    static final String CSV_HEAD = "database,chunk,workers,parameters,who,seconds,trials,trials_per_second,of_plain,"
            + "client_cpu_ms_per_trial,server_cpu_ms_per_trial,rows_per_trial,bytes_per_trial,statements_per_trial,"
            + "commits_per_trial,allocated_bytes_per_trial";

    private long trials() {
        return after.trials() - before.trials();
    }

    private double seconds() {
        return (after.nanos() - before.nanos()) / 1e9;
    }

    double perSecond() {
        return trials() / seconds();
    }

    private double each(double total) {
        return total / trials();
    }

    String markdown(RecordingLine plain) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %s | %.0f | %.2f | %.4f | %.4f | %.0f | %.0f | %.3f | %.4f | %.1f |",
                database,
                chunk,
                workers,
                parameters,
                who,
                perSecond(),
                perSecond() / plain.perSecond(),
                1000 * each(after.clientSeconds() - before.clientSeconds()),
                1000 * each(after.serverSeconds() - before.serverSeconds()),
                rows,
                each(after.bytes() - before.bytes()),
                each(after.statements() - before.statements()),
                each(after.commits() - before.commits()),
                each(after.allocatedSince(before)) / 1000);
    }

    String csv(RecordingLine plain) {
        return String.format(
                Locale.ROOT,
                "%s,%d,%d,%d,%s,%.3f,%d,%.1f,%.4f,%.5f,%.5f,%.0f,%.0f,%.5f,%.5f,%.0f",
                database,
                chunk,
                workers,
                parameters,
                who,
                seconds(),
                trials(),
                perSecond(),
                perSecond() / plain.perSecond(),
                1000 * each(after.clientSeconds() - before.clientSeconds()),
                1000 * each(after.serverSeconds() - before.serverSeconds()),
                rows,
                each(after.bytes() - before.bytes()),
                each(after.statements() - before.statements()),
                each(after.commits() - before.commits()),
                each(after.allocatedSince(before)));
    }
}
