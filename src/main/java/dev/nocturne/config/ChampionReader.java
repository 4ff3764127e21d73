package dev.nocturne.config;

import dev.nocturne.study.ChampionSettings;
import dev.nocturne.study.PairedTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads how a study keeps its champion. */
final class ChampionReader {
    static final String KEY = "champion";
    static final List<String> KEYS = List.of("confirm", "challengers", "test", "level", "minimum-gain");

    private static final String EXAMPLE = "{confirm: 5}";
    private static final int MOST = 10_000;
    private static final List<String> TESTS =
            Arrays.stream(PairedTest.values()).map(PairedTest::word).toList();
    private static final ScalarType<Double> LEVEL = new ScalarType<>("a number such as 0.05", scalar -> {
        double level = Numbers.FINITE.reading().read(scalar);
        if (level <= 0 || level >= 0.5) {
            throw new UnfitValueException("it must be above 0 and below 0.5, but is " + scalar.text() + ".");
        }
        return level;
    });

    private final Problems problems;

    ChampionReader(Problems problems) {
        this.problems = problems;
    }

    /** The settings; empty if the study keeps no champion, or after a report. */
    Optional<ChampionSettings> read(Keys study, boolean severalGoals) {
        Optional<Place> place = study.find(KEY);
        if (place.isPresent() && severalGoals) {
            problems.add(
                    place.get().key(),
                    place.get().path(),
                    "with several objectives no single value says which trial is better: take this out, and choose a"
                            + " champion from the front with nocturne champion.");
            return Optional.empty();
        }
        return place.flatMap(this::read);
    }

    private Optional<ChampionSettings> read(Place place) {
        return place.mapping(EXAMPLE, problems).flatMap(mapping -> read(place, mapping));
    }

    private Optional<ChampionSettings> read(Place place, YamlNode.Mapping mapping) {
        var keys = new Keys(place, mapping, KEYS, Map.of(), problems);
        var usual = ChampionSettings.DEFAULT;
        int confirm = keys.read("confirm", Numbers.count(2, MOST)).orElse(usual.confirm());
        int challengers = keys.read("challengers", Numbers.count(1, MOST)).orElse(usual.challengers());
        PairedTest test = keys.read("test", Words.oneOf("test", TESTS))
                .map(ChampionReader::test)
                .orElse(usual.test());
        double level = keys.read("level", LEVEL).orElse(usual.level());
        double minimumGain = keys.read("minimum-gain", Numbers.AT_LEAST_ZERO).orElse(usual.minimumGain());
        if (!problems.noneIn(KEY)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ChampionSettings(confirm, challengers, test, level, minimumGain));
        } catch (IllegalArgumentException e) {
            problems.add(place.key(), place.path(), e.getMessage());
            return Optional.empty();
        }
    }

    private static PairedTest test(String word) {
        return PairedTest.values()[TESTS.indexOf(word)];
    }
}
