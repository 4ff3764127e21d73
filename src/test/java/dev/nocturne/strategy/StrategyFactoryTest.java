package dev.nocturne.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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

    private static Study study(String strategy) {
        return Study.named("s")
                .strategy(strategy)
                .parameter(new IntegerParameter("n", 1, 3))
                .build();
    }

    @Test
    void aStrategyForOneObjectiveIsRefusedForSeveralWithThoseThatCan() {
        var withOne = new StrategyFactory("single", (study, settings) -> new RandomSearch(study.space()));
        assertThat(withOne.create(study("single"), SETTINGS)).isNotNull();
        assertThatExceptionOfType(InvalidStudyException.class)
                .isThrownBy(() -> withOne.create(studyOfTwo("single"), SETTINGS))
                .withMessageContaining("single can only have one objective")
                .withMessageContaining("random_search, grid_search");
        assertThatExceptionOfType(InvalidStudyException.class).isThrownBy(() -> withOne.capacity(studyOfTwo("single")));

        var withSeveral = new StrategyFactory(
                "plural", StrategyFactory.forSeveralGoals((study, settings) -> new RandomSearch(study.space())));
        assertThat(withSeveral.create(studyOfTwo("plural"), SETTINGS)).isNotNull();
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
