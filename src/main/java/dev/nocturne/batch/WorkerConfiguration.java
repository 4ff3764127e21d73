package dev.nocturne.batch;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What a process needs that lends workers to others' runs. It never changes the tables' form. */
@Configuration(proxyBeanMethods = false)
@Import(EvaluatingConfiguration.class)
class WorkerConfiguration {
    @Bean
    WorkerRunner workerRunner(Collaborators with, StudyArchive archive) {
        return new WorkerRunner(with, with.shared().orElseThrow(), archive);
    }
}
