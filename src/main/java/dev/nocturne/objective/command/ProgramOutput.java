package dev.nocturne.objective.command;

import dev.nocturne.objective.TrialContext;
import dev.nocturne.objective.protocol.Excerpt;
import dev.nocturne.objective.protocol.JsonAnswer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Understands what a program prints on stdout: measurements are reported as they come, the last result is kept.
 * Thread-safe: one thread feeds it, another asks; after {@link #close} nothing is reported any more.
 */
final class ProgramOutput implements Consumer<String> {
    private final TrialContext trial;
    private final CompletableFuture<Void> hopeless = new CompletableFuture<>();
    private OptionalDouble result = OptionalDouble.empty();
    private Optional<Map<String, OptionalDouble>> results = Optional.empty();
    private String lastLine = "";
    private boolean closed;

    ProgramOutput(TrialContext trial) {
        this.trial = trial;
    }

    @Override
    public synchronized void accept(String raw) {
        String line = raw.strip();
        if (closed || line.isEmpty()) {
            return;
        }
        lastLine = line;
        if (line.startsWith("{")) {
            JsonAnswer.read(line).ifPresent(this::accept); // If it is not JSON after all: a line among others.
        } else {
            keep(JsonAnswer.number(line));
        }
    }

    private void accept(JsonAnswer answer) {
        keep(answer.result());
        results = answer.results().or(() -> results);
        answer.measurements().forEach(measured -> trial.report(measured.step(), measured.value()));
        if (trial.isPruned()) {
            hopeless.complete(null);
        }
    }

    private void keep(OptionalDouble number) {
        if (number.isPresent()) {
            result = number;
        }
    }

    /** Whether a line alone would give a result. */
    static boolean isResult(String line, boolean several) {
        if (!line.startsWith("{")) {
            return !several && JsonAnswer.number(line).isPresent();
        }
        Optional<JsonAnswer> answer = JsonAnswer.read(line);
        return several
                ? answer.flatMap(JsonAnswer::results).isPresent()
                : answer.map(JsonAnswer::result).orElse(OptionalDouble.empty()).isPresent();
    }

    /** Done as soon as a measurement says that the trial is hopeless. */
    CompletableFuture<Void> hopeless() {
        return hopeless;
    }

    /** The last result so far; may be NaN or infinite. */
    synchronized OptionalDouble result() {
        return result;
    }

    /** The last results by name so far, empty where there is no number; a number may be NaN or infinite. */
    synchronized Optional<Map<String, OptionalDouble>> results() {
        return results;
    }

    /** The beginning of the last line that was not blank; empty if there was none. */
    synchronized String lastLine() {
        return Excerpt.beginningOf(lastLine);
    }

    /** Stops listening: an evaluation that has ended reports nothing. */
    synchronized void close() {
        closed = true;
    }
}
