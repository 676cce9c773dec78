package io.winnow.jobs.definition;

import io.winnow.records.Describe;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * The broker and how its clients reach it.
 *
 * @param bootstrap servers; empty for a broker inside the command's process
 * @param prefix of every topic, group and transaction
 * @param replication of topics that Winnow creates; 0 for the broker's default
 * @param client any client property, as Kafka names it; a name that ends with {@code -file} names a file that holds the value
 */
public record KafkaOptions(
        @Describe(
                key = "kafka.bootstrap",
                text = "Bootstrap servers, host:port, comma separated. Empty: a broker in the command.",
                content = false)
        String bootstrap,

        @Describe(
                key = "kafka.prefix",
                text = "First part of every topic's name, group id and transactional id.",
                content = false)
        String prefix,

        @Describe(
                key = "kafka.replication",
                text = "Replicas of topics that are created; 0: the broker's default.",
                content = false)
        int replication,

        @Describe(
                key = "kafka.client",
                text =
                        "Properties of Kafka's clients by their own names, such as kafka.client.security.protocol. With -file after the name, the value is read from that file.",
                content = false)
        Map<String, String> client)
        implements Serializable {
    public KafkaOptions {
        if (!prefix.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,62}")) {
            throw new IllegalArgumentException("kafka.prefix is letters, digits, dashes and underscores");
        }
        if (replication < 0) {
            throw new IllegalArgumentException("kafka.replication is not negative");
        }
        client = new TreeMap<>(client);
        ClientProperties.check(client);
    }

    public static KafkaOptions defaults() {
        return new KafkaOptions("", "winnow", 0, Map.of());
    }

    /** The same with other bootstrap servers. */
    public KafkaOptions at(String servers) {
        return new KafkaOptions(servers, prefix, replication, client);
    }

    /** The same with a broker that is known to run and may be slow, since it shares this machine with everything else. */
    KafkaOptions atOwn(String servers) {
        Map<String, String> patient = new TreeMap<>(client);
        patient.putIfAbsent("default.api.timeout.ms", "60000");
        return new KafkaOptions(servers, prefix, replication, patient);
    }
}
