package dev.nocturne.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.FeasibleRegion;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.study.Direction;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.Study;
import org.junit.jupiter.api.Test;

class StrategyFactoryTest {
    private static final StrategySettings SETTINGS = new StrategySettings(1, 1, 10);

    private final StrategyFactory factory = new StrategyFactory();

    @Test
    void makesEveryStrategyThatItNames() {
        assertThat(factory.names()).contains("random_search", "grid_search");
        assertThat(factory.names())
                .allSatisfy(name ->
                        assertThat(factory.create(study(name), SETTINGS)).isNotNull());
    }

    @Test
    void theDefaultStrategyIsOneOfThem() {
        assertThat(factory.names()).contains(Study.DEFAULT_STRATEGY);
    }

    @Test
    void anUnknownNameIsAnsweredWithAllNamesAndTheNearest() {
        assertThatExceptionOfType(InvalidStudyException.class)
                .isThrownBy(() -> factory.create(study("grid-search"), SETTINGS))
                .withMessage("There is no strategy 'grid-search', only " + String.join(", ", factory.names())
                        + ". Did you mean grid_search?");
        assertThatExceptionOfType(InvalidStudyException.class)
                .isThrownBy(() -> factory.create(study("bogus"), SETTINGS))
                .withMessage("There is no strategy 'bogus', only " + String.join(", ", factory.names()) + ".");
    }

    /** A strategy that is added without a word about it in the factory would be taken for one that learns. */
    @Test
    void knowsWhichStrategiesLearn() {
        assertThat(factory.names()).allSatisfy(name -> {
            Strategy strategy = factory.create(study(name), SETTINGS);
            assertThat(factory.learns(name))
                    .as(name)
                    .isEqualTo(strategy.isAsynchronous() || strategy.requiredHistory(Integer.MAX_VALUE) > 0);
        });
        assertThat(factory.learning()).doesNotContain("random_search", "grid_search");
        assertThat(factory.learns("bogus")).isFalse();
    }

    @Test
    void mayBeTaughtAnotherStrategyWhichLearns() {
        var more = factory.with(
                "mine", (study, settings) -> new RandomSearch(new FeasibleRegion(new CoordinateSpace(study.space()))));
        assertThat(more.names()).containsAll(factory.names()).contains("mine");
        assertThat(more.learning()).contains("mine");
        assertThat(more.create(study("mine"), SETTINGS)).isInstanceOf(RandomSearch.class);
        assertThat(factory.names()).doesNotContain("mine");
    }

    private static Study study(String strategy) {
        return Study.named("s")
                .strategy(strategy)
                .parameter(new IntegerParameter("n", 1, 3))
                .build();
    }

    @Test
    void aStrategyForOneObjectiveIsRefusedForSeveralWithThoseThatCan() {
        var withOne = factory.with(
                "single",
                (study, settings) -> new RandomSearch(new FeasibleRegion(new CoordinateSpace(study.space()))));
        assertThat(withOne.create(study("single"), SETTINGS)).isNotNull();
        assertThatExceptionOfType(InvalidStudyException.class)
                .isThrownBy(() -> withOne.create(studyOfTwo("single"), SETTINGS))
                .withMessageContaining("single can only have one objective")
                .withMessageContaining("random_search, grid_search");
        assertThatExceptionOfType(InvalidStudyException.class).isThrownBy(() -> withOne.capacity(studyOfTwo("single")));

        assertThat(factory.create(studyOfTwo("grid_search"), SETTINGS)).isNotNull();
    }

    private static Study studyOfTwo(String strategy) {
        return Study.named("s")
                .strategy(strategy)
                .goal("a", Direction.MINIMIZE)
                .goal("b", Direction.MAXIMIZE)
                .parameter(new IntegerParameter("n", 1, 3))
                .build();
    }
}
