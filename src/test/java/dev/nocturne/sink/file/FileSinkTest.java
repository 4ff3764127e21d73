package dev.nocturne.sink.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.sink.CloudEvent;
import dev.nocturne.sink.DeliveryException;
import dev.nocturne.sink.EventMessages;
import dev.nocturne.sink.Relay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSinkTest {
    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void inAFolderThatIsNotThere() {
        path = folder.resolve("made/events.jsonl");
    }

    private FileSink written(long from, long to) throws DeliveryException {
        var sink = new FileSink(path);
        write(sink, from, to);
        return sink;
    }

    private static void write(FileSink sink, long from, long to) throws DeliveryException {
        for (long i = from; i <= to; i++) {
            sink.deliver(EventMessages.started(i));
        }
        sink.settle();
    }

    private void holds(long to) throws IOException {
        assertThat(Files.readString(path))
                .isEqualTo(String.join(
                        "",
                        LongStream.rangeClosed(1, to)
                                .mapToObj(i -> CloudEvent.json(EventMessages.started(i)) + "\n")
                                .toList()));
    }

    @Test
    void aLineAnEventBatchAfterBatch() throws Exception {
        FileSink sink = written(1, 3);
        write(sink, 4, 5);
        holds(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 100})
    void aTornLineIsMendedAndNothingIsThereTwice(int torn) throws Exception {
        written(1, 3);
        String next = CloudEvent.json(EventMessages.started(4));
        Files.writeString(path, next.substring(0, torn), StandardOpenOption.APPEND);
        // What the process before had written without saying so, comes again.
        written(2, 6);
        holds(6);
    }

    @Test
    void aFileOfOneTornLineBecomesEmptyFirst() throws Exception {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "{\"specversion\":");
        written(1, 1);
        holds(1);
    }

    @Test
    void aWholeBatchThatComesAgainIsTold() throws Exception {
        written(1, 3 * Relay.BATCH);
        written(2 * Relay.BATCH + 1, 3 * Relay.BATCH);
        holds(3L * Relay.BATCH);
    }

    @Test
    void theSameNumbersOfAnotherDatabaseAreOtherEvents() throws Exception {
        written(1, 2);
        var other = EventMessages.of(1, "TUNING_STARTED", null, "{\"start\":1}");
        var sink = new FileSink(path);
        sink.deliver(other);
        sink.settle();
        assertThat(Files.readAllLines(path)).hasSize(3).endsWith(CloudEvent.json(other));
    }

    @Test
    void aFileThatWasMovedAwayIsMadeAnew() throws Exception {
        FileSink sink = written(1, 2);
        Files.move(path, folder.resolve("old.jsonl"));
        write(sink, 3, 3);
        assertThat(Files.readAllLines(path)).isEqualTo(List.of(CloudEvent.json(EventMessages.started(3))));
    }

    @Test
    void whatCannotBeWrittenIsSaidAndGoesAgain() throws Exception {
        Files.createDirectories(path);
        var sink = new FileSink(path);
        assertThatThrownBy(() -> sink.deliver(EventMessages.started(1)))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("cannot be written");
        assertThatThrownBy(sink::settle).isInstanceOf(DeliveryException.class);
        Files.delete(path);
        write(sink, 1, 1);
        holds(1);
    }
}
