package io.winnow.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.cli.command.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    @TempDir
    Path folder;

    @Test
    void whatWasWrittenIsThereAtTheNextStartOnAnotherPort() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.in(folder)) {
            broker.start();
            try (Admin admin = admin(broker)) {
                admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                        .all()
                        .get();
            }
            try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", broker.bootstrap()),
                    new ByteArraySerializer(),
                    new ByteArraySerializer())) {
                producer.send(new ProducerRecord<>("kept", new byte[] {1})).get();
            }
        }
        try (EmbeddedBroker again = EmbeddedBroker.in(folder)) {
            again.start();
            try (Admin admin = admin(again)) {
                TopicPartition partition = new TopicPartition("kept", 0);
                assertThat(admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                                .partitionResult(partition)
                                .get()
                                .offset())
                        .isOne();
            }
        }
    }

    @Test
    void aFolderThatCannotBeIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        try (EmbeddedBroker broker = EmbeddedBroker.in(file)) {
            assertThatThrownBy(broker::start)
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("could not start");
        }
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
    }
}
