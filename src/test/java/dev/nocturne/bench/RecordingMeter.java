package dev.nocturne.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Counters that only grow, of this process, its database and its server; differences of two of them say what happened
 * between.
 *
 * @param allocated bytes by thread
 */
record RecordingMeter(
        long nanos,
        long trials,
        double clientSeconds,
        double serverSeconds,
        long bytes,
        long statements,
        long commits,
        Map<Long, Long> allocated) {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static RecordingMeter read(
            RecordingPlace place, BenchmarkDatabases.Database database, long trials, long statements, long commits)
            throws SQLException {
        long nanos = System.nanoTime();
        double client = PROCESS.getProcessCpuTime() / 1e9;
        double server = place.serverSeconds();
        var allocated = new HashMap<Long, Long>();
        long[] ids = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        for (int i = 0; i < ids.length; i++) {
            allocated.put(ids[i], bytes[i]);
        }
        return new RecordingMeter(nanos, trials, client, server, place.bytes(database), statements, commits, allocated);
    }

    /** What threads that lived at both times allocated between. */
    long allocatedSince(RecordingMeter before) {
        return allocated.entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.allocated.getOrDefault(thread.getKey(), 0L))
                .filter(bytes -> bytes > 0)
                .sum();
    }
}
