package dev.nocturne.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final List<String> KEYS =
            List.of("search-space", "objective", "max-trials", "max-failures", "seed", "lag", "x");

    @ParameterizedTest
    @CsvSource({
        "objektive, objective",
        "OBJECTIVE, objective",
        "max-trails, max-trials",
        "max_trials, max-trials",
        "maxtrials, max-trials",
        "max-failure, max-failures",
        "sede, seed",
        "sed, seed",
        "lags, lag",
        "searchspace, search-space",
        "SEARCH, search-space",
        "X, x",
        "xy, x"
    })
    void suggestsWhatWasProbablyMeant(String written, String meant) {
        assertThat(NearestName.of(written, KEYS)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"strategy", "max", "se", "y", "''", "lg2000", "budget", "direction"})
    void suggestsNothingForWhatIsLikeNone(String written) {
        assertThat(NearestName.of(written, KEYS)).isEmpty();
    }

    @Test
    void ofEquallyCloseNamesSuggestsTheFirst() {
        assertThat(NearestName.of("mat", List.of("map", "max", "mad"))).contains("map");
        assertThat(NearestName.of("mat", List.of("mad", "map", "max"))).contains("mad");
    }

    @Test
    void comparesNoTextOfUnboundedLength() {
        String endless = "a".repeat(1_000_000);
        assertThat(NearestName.of(endless, List.of("a", "b".repeat(1_000_000)))).isEmpty();
        assertThat(NearestName.of(endless, List.of(endless))).contains(endless);
    }

    @Test
    void suggestsNothingWithoutCandidates() {
        assertThat(NearestName.of("seed", List.of())).isEmpty();
    }
}
