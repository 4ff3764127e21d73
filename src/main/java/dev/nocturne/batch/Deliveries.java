package dev.nocturne.batch;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.nocturne.event.EventBus;
import dev.nocturne.sink.ConfiguredSink;
import dev.nocturne.sink.Relay;
import dev.nocturne.sink.RelayListener;
import dev.nocturne.sink.SinkPlan;
import dev.nocturne.store.DatabaseAddress;
import dev.nocturne.store.JdbcStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Begins to deliver events to this installation's sinks, over connections that no run waits for. */
final class Deliveries {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final int MOST_CONNECTIONS = 4;
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);
    private static final int SOCKET_TIMEOUT_SECONDS = 60;

    private final SinkPlan plan;
    private final JdbcStore store;
    private final DatabaseAddress address;
    private final Clock clock;
    private final AtomicInteger begun = new AtomicInteger();

    Deliveries(SinkPlan plan, JdbcStore store, DatabaseAddress address, Clock clock) {
        this.plan = plan;
        this.store = store;
        this.address = address;
        this.clock = clock;
    }

    SinkPlan plan() {
        return plan;
    }

    /** Tells the database which sinks there are, before anything happens that they are to hear of. */
    void register() {
        if (!plan.sinks().isEmpty()) {
            store.outbox().register(plan.sinks(), plan.keep());
        }
    }

    /** Whatever failed before is tried again at once. */
    void tryNow() {
        store.outbox().tryNow(plan.sinks().stream().map(ConfiguredSink::name).toList());
    }

    boolean forget(String sink) {
        return store.outbox().forget(sink);
    }

    /**
     * Begins to deliver.
     *
     * @param events tell when there is something; empty: that is looked for now and then
     */
    Delivery begin(Optional<EventBus> events) {
        if (plan.sinks().isEmpty()) {
            return Delivery.ofNothing();
        }
        var connections = new HikariDataSource(connections());
        var own = new JdbcStore(connections, new JdbcTransactionManager(connections), store.host(), clock).outbox();
        String taker = Integer.toString(begun.incrementAndGet());
        var relay = new Relay(own, plan.sinks(), taker, System::nanoTime, new Log());
        relay.start();
        return new Delivery(relay, own, plan, events, connections);
    }

    private HikariConfig connections() {
        var config = new HikariConfig();
        config.setPoolName("sinks");
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(Math.min(MOST_CONNECTIONS, plan.sinks().size() + 1));
        config.setMinimumIdle(0);
        config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
        config.setInitializationFailTimeout(-1);
        address.sessionSettings(store.host()).forEach(config::addDataSourceProperty);
        if (!address.isH2()) {
            config.addDataSourceProperty("socketTimeout", Integer.toString(SOCKET_TIMEOUT_SECONDS));
        }
        return config;
    }

    /** Why a sink failed is in the database, for everybody to read. */
    private static final class Log implements RelayListener {
        @Override
        public void failed(String sink, String why) {
            LOG.info("The sink {} failed: {}", sink, why);
        }

        @Override
        public void databaseFailed(String sink, RuntimeException failure) {
            LOG.debug("The sink {} has to wait for the database", sink, failure);
        }
    }
}
