package dev.nocturne.batch;

import dev.nocturne.store.JdbcRunLeases;
import java.util.HashMap;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.integration.jdbc.store.JdbcChannelMessageStore;
import org.springframework.integration.jdbc.store.channel.PostgresChannelMessageStoreQueryProvider;
import org.springframework.integration.store.MessageGroupQueue;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.GenericMessage;

/**
 * The partitions that one start of a run offers to workers of other processes: a channel of Spring Integration whose
 * messages are rows of the same database, so that taking one is part of the taker's transaction. Thread-safe.
 */
final class PartitionQueue {
    private final JdbcChannelMessageStore store;
    private final String group;
    private final QueueChannel channel;

    PartitionQueue(DataSource database, long runId, int start) {
        this.group = "start-" + start;
        this.store = new JdbcChannelMessageStore(database);
        store.setChannelMessageStoreQueryProvider(new PostgresChannelMessageStoreQueryProvider());
        store.setRegion(JdbcRunLeases.queueOf(runId));
        store.addAllowedPatterns(
                StepExecutionRequest.class.getName(),
                GenericMessage.class.getName(),
                MessageHeaders.class.getName(),
                HashMap.class.getName(),
                UUID.class.getName());
        store.afterPropertiesSet();
        this.channel = new QueueChannel(new MessageGroupQueue(store, group));
    }

    void offer(StepExecution partition) {
        channel.send(new GenericMessage<>(new StepExecutionRequest(WorkerStep.NAME, partition.getId())));
    }

    /** Takes the oldest one, for good when the caller's transaction commits. */
    Optional<StepExecutionRequest> take() {
        Message<?> message = channel.receive(0);
        return message == null ? Optional.empty() : Optional.of((StepExecutionRequest) message.getPayload());
    }

    /** How many wait to be taken. */
    int size() {
        return store.messageGroupSize(group);
    }
}
