package io.winnow.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.decode.PieceTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

/** On Kafka's own consumer for tests, for what a broker does seldom. */
class PieceFollowerTest {
    private static final String TOPIC = "pieces";
    private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
    private static final TopicPartition SECOND = new TopicPartition(TOPIC, 1);
    private static final Duration ALWAYS = Duration.ZERO;

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("latest");
    private final PieceClient client = new PieceClient(topic -> new PieceFollower(() -> consumer, topic, ALWAYS));

    /** What a listener is told, a line each. */
    private static final class Told implements PieceTopics.Listener {
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        @Override
        public void came(String key, byte[] piece) {
            lines.add(key + "=" + new String(piece, StandardCharsets.UTF_8));
        }

        @Override
        public void failed(String why) {
            lines.add(why);
        }

        String next() throws InterruptedException {
            return lines.poll(60, TimeUnit.SECONDS);
        }
    }

    private void partitions(int count) {
        consumer.updatePartitions(
                TOPIC,
                IntStream.range(0, count)
                        .mapToObj(i -> new PartitionInfo(TOPIC, i, Node.noNode(), new Node[0], new Node[0]))
                        .toList());
    }

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition of, long offset, String key, String piece) {
        return new ConsumerRecord<>(
                TOPIC,
                of.partition(),
                offset,
                key.isEmpty() ? null : key.getBytes(StandardCharsets.UTF_8),
                piece.isEmpty() ? null : piece.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsPublishedFromNowOnIsTold() throws InterruptedException {
        partitions(1);
        consumer.updateEndOffsets(Map.of(FIRST, 5L));
        consumer.schedulePollTask(() -> {
            consumer.addRecord(record(FIRST, 5, "gate", ""));
            consumer.addRecord(record(FIRST, 6, "gate", "one"));
            consumer.addRecord(record(FIRST, 7, "", "two"));
        });
        Told told = new Told();
        try (PieceTopics.Following following = client.follow(TOPIC, told)) {
            assertThat(told.next()).isEqualTo("gate=one");
            assertThat(told.next()).isEqualTo("=two");
        }
    }

    @Test
    void partitionsThatAreAddedAreReadWhole() throws InterruptedException {
        partitions(1);
        consumer.updateEndOffsets(Map.of(FIRST, 5L));
        consumer.updateBeginningOffsets(Map.of(SECOND, 0L));
        consumer.schedulePollTask(() -> partitions(2));
        consumer.schedulePollTask(() -> {
            assertThat(consumer.assignment()).isEqualTo(Set.of(FIRST, SECOND));
            consumer.addRecord(record(SECOND, 0, "gate", "one"));
        });
        Told told = new Told();
        try (PieceTopics.Following following = client.follow(TOPIC, told)) {
            assertThat(told.next()).isEqualTo("gate=one");
        }
    }

    @Test
    void aTopicThatIsNotThereIsSaidAndMayBeThereLater() throws InterruptedException {
        Told told = new Told();
        try (PieceTopics.Following following = client.follow(TOPIC, told)) {
            assertThat(told.next()).isEqualTo("there is no topic pieces");
        }
    }

    @Test
    void whatEndsItIsSaidToEachThatListens() throws InterruptedException {
        for (Map.Entry<KafkaException, String> failure : List.of(
                Map.<KafkaException, String>entry(new TimeoutException("60 s"), "the broker does not answer"),
                Map.<KafkaException, String>entry(
                        new TopicAuthorizationException("no right"), "its topic cannot be read: no right"))) {
            MockConsumer<byte[], byte[]> failing = new MockConsumer<>("latest");
            PieceFollower follower = new PieceFollower(() -> failing, TOPIC, ALWAYS);
            Told one = new Told();
            Told other = new Told();
            failing.updatePartitions(
                    TOPIC, List.of(new PartitionInfo(TOPIC, 0, Node.noNode(), new Node[0], new Node[0])));
            failing.updateEndOffsets(Map.of(FIRST, 0L));
            failing.setPollException(failure.getKey());
            assertThat(follower.add(one)).isTrue();
            assertThat(follower.add(other)).isTrue();
            follower.start();
            assertThat(one.next()).isEqualTo(failure.getValue());
            assertThat(other.next()).isEqualTo(failure.getValue());
            assertThat(follower.add(one)).isFalse();
        }
    }

    @Test
    void streamsOfATopicShareItsReadingAndTheLastEndsIt() throws InterruptedException {
        partitions(1);
        consumer.updateEndOffsets(Map.of(FIRST, 0L));
        Told one = new Told();
        Told other = new Told();
        PieceTopics.Following first = client.follow(TOPIC, one);
        PieceTopics.Following second = client.follow(TOPIC, other);
        consumer.schedulePollTask(() -> consumer.addRecord(record(FIRST, 0, "gate", "one")));
        assertThat(one.next()).isEqualTo("gate=one");
        assertThat(other.next()).isEqualTo("gate=one");
        first.close();
        first.close();
        assertThat(consumer.closed()).isFalse();
        second.close();
        client.close();
        assertThat(consumer.closed()).isTrue();
    }
}
