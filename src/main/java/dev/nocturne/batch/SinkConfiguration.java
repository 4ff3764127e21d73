package dev.nocturne.batch;

import dev.nocturne.sink.SinkPlan;
import dev.nocturne.store.DatabaseAddress;
import dev.nocturne.store.JdbcStore;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What a process needs that delivers events. Its settings are checked before anything is run. */
@Configuration(proxyBeanMethods = false)
class SinkConfiguration {
    @Bean
    SinkPlan sinkPlan(Environment environment, Clock clock) {
        return SinkSettings.of(environment, clock);
    }

    @Bean
    Deliveries deliveries(SinkPlan plan, JdbcStore store, DatabaseAddress address, Clock clock) {
        return new Deliveries(plan, store, address, clock);
    }
}
