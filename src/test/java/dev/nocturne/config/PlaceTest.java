package dev.nocturne.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a problem of an objective is shown. */
class PlaceTest {
    private final Place root = new Place(YamlTree.read("""
                    study: x
                    objective:
                      type: command
                      command: [python3, train.py]
                      environment:
                        A: b
                    """, new Problems("study.yml")), Position.START, KeyPath.ROOT);

    @Test
    void aValueThatIsThereIsFound() {
        assertThat(root.nearest(List.of("objective", "type"))).isEqualTo(new Position(3, 9));
        assertThat(root.nearest(List.of("objective", "command", "1"))).isEqualTo(new Position(4, 22));
        assertThat(root.nearest(List.of("objective", "environment", "A"))).isEqualTo(new Position(6, 8));
    }

    @Test
    void whatIsNotThereIsShownAtTheLastKeyOnTheWay() {
        assertThat(root.nearest(List.of("objective", "data"))).isEqualTo(new Position(2, 1));
        assertThat(root.nearest(List.of("objective", "command", "7"))).isEqualTo(new Position(4, 3));
        assertThat(root.nearest(List.of("objective", "type", "x", "y"))).isEqualTo(new Position(3, 3));
        assertThat(root.nearest(List.of("search-space"))).isEqualTo(new Position(1, 1));
    }

    @Test
    void aPathIsWrittenAsAPersonWould() {
        assertThat(KeyPath.of(List.of("objective", "command", "1"))).hasToString("objective.command[1]");
        assertThat(KeyPath.of(List.of("search-space", "a.b\n", "min"))).hasToString("search-space.'a.b\\n'.min");
        assertThat(KeyPath.ROOT).hasToString("");
    }
}
