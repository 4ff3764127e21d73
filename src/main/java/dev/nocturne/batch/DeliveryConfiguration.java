package dev.nocturne.batch;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What a process needs that delivers events and does nothing else. */
@Configuration(proxyBeanMethods = false)
@Import({ReadingConfiguration.class, SinkConfiguration.class})
class DeliveryConfiguration {
    @Bean
    DeliveryService deliveryService(Deliveries deliveries) {
        return new DeliveryService(deliveries);
    }
}
