package dev.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.summary.RowSink;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class OutputFormatTest {
    @ParameterizedTest
    @EnumSource
    void aLongTableIsWrittenToItsLastRow(OutputFormat format) {
        int rows = 20_000;
        String text = written(format, sink -> {
            sink.columns(List.of("id", "word"));
            for (int i = 0; i < rows; i++) {
                sink.row(List.of(i, "word " + i));
            }
        });
        assertThat(text).contains("word " + (rows - 1));
        assertThat(text.lines().filter(line -> line.contains("word ")).count()).isEqualTo(rows);
    }

    @Test
    void csvQuotesWhatWouldBreakIt() {
        String text = written(OutputFormat.CSV, sink -> {
            sink.columns(List.of("a", "b,c"));
            sink.row(Arrays.asList("x\ny", null));
            sink.row(List.of("say \"so\"", 0.1));
        });
        assertThat(text).isEqualTo("a,\"b,c\"\n\"x\ny\",\n\"say \"\"so\"\"\",0.1\n");
    }

    @Test
    void jsonKeepsTypes() {
        String text = written(OutputFormat.JSON, sink -> {
            sink.columns(List.of("n", "d", "b", "t", "none", "s"));
            sink.row(Arrays.asList(1L, 1e-300, true, Instant.EPOCH, null, "</script>\u0007"));
        });
        var row = new JsonMapper().readTree(text).get(0);
        assertThat(row.get("n").asLong()).isEqualTo(1);
        assertThat(row.get("d").asDouble()).isEqualTo(1e-300);
        assertThat(row.get("b").asBoolean()).isTrue();
        assertThat(row.get("t").asString()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(row.get("none").isNull()).isTrue();
        assertThat(row.get("s").asString()).isEqualTo("</script>\u0007");
    }

    @Test
    void anEmptyTableIsStillATable() {
        Consumer<RowSink> none = sink -> sink.columns(List.of("a", "bb"));
        assertThat(written(OutputFormat.TABLE, none)).isEqualTo("a  bb" + System.lineSeparator());
        assertThat(written(OutputFormat.CSV, none)).isEqualTo("a,bb\n");
        assertThat(new JsonMapper().readTree(written(OutputFormat.JSON, none)).size())
                .isZero();
    }

    @Test
    void aTablePutsNumbersToTheRightAndNothingDangerousOnTheTerminal() {
        String text = written(OutputFormat.TABLE, sink -> {
            sink.columns(List.of("name", "n"));
            sink.row(List.of("a\u001b[31m\nb", 5));
            sink.row(List.of("c", 1000));
        });
        assertThat(text.lines())
                .containsExactly("name               n", "a\\u001b[31m\\nb     5", "c               1000");
    }

    private static String written(OutputFormat format, Consumer<RowSink> rows) {
        var text = new StringWriter();
        format.write(new PrintWriter(text), rows);
        return text.toString();
    }
}
