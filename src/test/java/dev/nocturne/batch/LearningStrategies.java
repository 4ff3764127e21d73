package dev.nocturne.batch;

import dev.nocturne.config.StudyReader;
import dev.nocturne.engine.LaggingStrategy;
import dev.nocturne.objective.ObjectiveFactory;
import dev.nocturne.strategy.StrategyFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Adds a strategy that depends on every bit that it may know. */
@Configuration(proxyBeanMethods = false)
class LearningStrategies {
    private static final StrategyFactory STRATEGIES =
            new StrategyFactory().with("lagging", (study, settings) -> new LaggingStrategy(settings.lag()));

    /** A reader of study files that knows it. */
    static final StudyReader READER = new StudyReader(STRATEGIES, new ObjectiveFactory());

    @Bean
    @Primary
    StrategyFactory strategies() {
        return STRATEGIES;
    }

    @Bean
    @Primary
    StudyReader reader() {
        return READER;
    }
}
