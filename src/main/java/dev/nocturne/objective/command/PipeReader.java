package dev.nocturne.objective.command;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A daemon thread that reads what a program prints, so that the program never waits for us. */
final class PipeReader {
    // A process that escaped may hold the pipe open for ever; what it prints is not the trial's.
    private static final long PATIENCE_MILLIS = 1_000;

    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile boolean waiting;
    private volatile long reads;

    /** What to do with the stream; returns at its end. */
    interface Reading {
        void readAll(InputStream stream) throws IOException;
    }

    /**
     * Starts to read.
     *
     * @param onFailure called if the reading itself fails, so that nobody waits for the program in vain
     */
    static PipeReader start(String name, InputStream stream, Reading reading, Runnable onFailure) {
        var reader = new PipeReader();
        var thread = new Thread(() -> reader.run(stream, reading, onFailure), name);
        thread.setDaemon(true);
        thread.start();
        return reader;
    }

    private void run(InputStream stream, Reading reading, Runnable onFailure) {
        try {
            reading.readAll(watched(stream));
            end.complete(null);
        } catch (IOException e) {
            end.complete(null); // The pipe broke because its program was ended.
        } catch (RuntimeException | Error e) {
            end.completeExceptionally(e);
            onFailure.run();
        }
    }

    private InputStream watched(InputStream stream) {
        return new FilterInputStream(stream) {
            @Override
            public int read(byte[] block, int offset, int length) throws IOException {
                waiting = true;
                int count = super.read(block, offset, length);
                reads = reads + 1; // No race: only this thread writes it.
                waiting = false;
                return count;
            }
        };
    }

    /**
     * Waits for the end of the stream: for as long as there is something to read or to digest, but not for a pipe in
     * which nothing moves. An exception of the reading is thrown here.
     */
    void await() throws InterruptedException {
        long before;
        do {
            before = reads;
            if (endsInTime()) {
                return;
            }
        } while (!waiting || reads != before);
    }

    private boolean endsInTime() throws InterruptedException {
        try {
            end.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        }
    }
}
