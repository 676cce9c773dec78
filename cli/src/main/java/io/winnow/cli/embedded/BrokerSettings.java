package io.winnow.cli.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** How the broker of one machine is set up: small, without replicas, without waiting for others to join. */
final class BrokerSettings {
    static final String HOST = "127.0.0.1";
    private static final int LARGEST_BYTES = 16 << 20;

    private BrokerSettings() {}

    static Properties of(Path data, int port, int controllerPort) {
        String controller = HOST + ":" + controllerPort;
        String listeners = "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + controller;
        Properties settings = new Properties();
        settings.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                // Named at each start, since the port is another one each time.
                Map.entry("controller.quorum.voters", "1@" + controller),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listeners", listeners),
                Map.entry("advertised.listeners", listeners),
                Map.entry("log.dirs", data.toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "2"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "2"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "2"),
                Map.entry("background.threads", "2"),
                Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(2 << 20)),
                Map.entry("message.max.bytes", Integer.toString(LARGEST_BYTES)),
                Map.entry("replica.fetch.max.bytes", Integer.toString(LARGEST_BYTES))));
        return settings;
    }
}
