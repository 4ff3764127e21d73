package dev.nocturne.bench;

import dev.nocturne.batch.RunListener;
import dev.nocturne.batch.RunProgress;
import dev.nocturne.batch.RunStart;
import java.time.Duration;
import java.util.function.Supplier;

/** Tells nobody how a run goes. */
final class Unheard implements RunListener {
    @Override
    public void started(RunStart start, Supplier<RunProgress> progress) {}

    @Override
    public void waitingForDatabase(String reason, Duration delay) {
        throw new IllegalStateException(reason);
    }
}
