package dev.nocturne.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Opens contexts for tests whose database is there. */
final class Contexts {
    private Contexts() {}

    static NocturneContext open(int workers, List<String> properties) throws InterruptedException {
        var all = new ArrayList<>(properties);
        all.add("--spring.main.sources=" + LearningStrategies.class.getName());
        all.add("--nocturne.reports.enabled=false");
        return NocturneContext.forRun(workers, all, new RunListener() {
            @Override
            public void started(RunStart start, Supplier<RunProgress> progress) {}

            @Override
            public void waitingForDatabase(String reason, Duration delay) {
                throw new AssertionError(reason);
            }
        });
    }
}
