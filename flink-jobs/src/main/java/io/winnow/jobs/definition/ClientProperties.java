package io.winnow.jobs.definition;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Which properties of Kafka's clients a pipeline may set, and how those in files are handed on: as a reference that the client resolves, so that no secret is part of a job. */
public final class ClientProperties {
    private static final String FILE = "-file";
    private static final Set<String> OURS = Set.of(
            "bootstrap.servers",
            "group.id",
            "client.id",
            "enable.auto.commit",
            "auto.offset.reset",
            "isolation.level",
            "transactional.id",
            "transaction.timeout.ms",
            "enable.idempotence",
            "acks",
            "key.serializer",
            "value.serializer",
            "key.deserializer",
            "value.deserializer",
            "config.providers",
            "partitioner.class",
            "interceptor.classes",
            "metric.reporters");

    private ClientProperties() {}

    /** Refuses what no client knows and what Winnow sets itself. */
    static void check(Map<String, String> client) {
        Set<String> known = new TreeSet<>(ProducerConfig.configNames());
        known.addAll(ConsumerConfig.configNames());
        known.addAll(AdminClientConfig.configNames());
        known.removeAll(OURS);
        client.forEach((written, value) -> {
            String name = written.endsWith(FILE) ? written.substring(0, written.length() - FILE.length()) : written;
            if (OURS.contains(name)) {
                throw new IllegalArgumentException(name + " is set by Winnow itself");
            }
            if (!known.contains(name)) {
                throw new IllegalArgumentException(name + " is no property of Kafka's clients"
                        + Nearest.to(name, known)
                                .map(near -> "; nearest is " + near)
                                .orElse(""));
            }
            if (written.endsWith(FILE)) {
                if (client.containsKey(name)) {
                    throw new IllegalArgumentException(name + " is given both as a value and as a file");
                }
                if (!Files.isReadable(Path.of(value))) {
                    throw new IllegalArgumentException("the file " + value + " for " + name + " cannot be read");
                }
            }
        });
    }

    /** What a client is made with. Values from files are references that the client resolves where it runs. */
    public static Properties of(KafkaOptions options) {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", options.bootstrap());
        new TreeMap<>(options.client()).forEach((name, value) -> {
            if (name.endsWith(FILE)) {
                Path file = Path.of(value).toAbsolutePath().normalize();
                properties.setProperty("config.providers", "file");
                properties.setProperty("config.providers.file.class", SecretFiles.class.getName());
                properties.setProperty(
                        name.substring(0, name.length() - FILE.length()),
                        "${file:" + file.getParent() + ":" + file.getFileName() + "}");
            } else {
                properties.setProperty(name, value);
            }
        });
        return properties;
    }
}
