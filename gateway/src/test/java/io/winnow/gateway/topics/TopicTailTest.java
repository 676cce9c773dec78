package io.winnow.gateway.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.winnow.topics.Topic;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** By Kafka's own consumer for tests, since a broker fails when it likes. */
@Timeout(60)
class TopicTailTest {
    private static final TopicNames NAMES = new TopicNames("winnow", "tail");
    private static final TopicPartition METRICS = new TopicPartition(NAMES.of(TopicRegistry.METRICS), 0);
    private static final TopicPartition STANDING = new TopicPartition(NAMES.of(TopicRegistry.STANDING_QUESTIONS), 0);
    private static final TopicPartition CONTROL = new TopicPartition(NAMES.of(TopicRegistry.CONTROL), 0);
    private static final Map<Topic<?>, Long> NEWEST =
            Map.of(TopicRegistry.METRICS, 2_000L, TopicRegistry.STANDING_QUESTIONS, Long.MAX_VALUE);

    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger read = new AtomicInteger();
    private final AtomicBoolean hidden = new AtomicBoolean();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest") {
        @Override
        public synchronized Map<TopicPartition, Long> endOffsets(
                Collection<TopicPartition> partitions, Duration timeout) {
            if (failures.getAndDecrement() > 0) {
                throw new TimeoutException("the offsets do not come");
            }
            return super.endOffsets(partitions, timeout);
        }

        @Override
        public synchronized List<PartitionInfo> partitionsFor(String topic, Duration timeout) {
            if (hidden.get()) {
                throw new TopicAuthorizationException(Set.of(topic));
            }
            return super.partitionsFor(topic, timeout);
        }
    };

    @Test
    void allIsWellWhereTheMetricsAreThereAlone() throws Exception {
        try (TopicTail tail = tail()) {
            poll(tail);
            assertThat(tail.problem()).hasValueSatisfying(why -> assertThat(why).contains(METRICS.topic()));
            there(METRICS, 5_000);
            await().until(() -> poll(tail).problem().isEmpty());
            assertThat(consumer.position(METRICS)).isEqualTo(3_000);
            assertThat(tail.caughtUp(TopicRegistry.STANDING_QUESTIONS)).isFalse();
            there(STANDING, 0);
            await().until(() -> poll(tail).caughtUp(TopicRegistry.STANDING_QUESTIONS));
            assertThat(consumer.assignment()).containsExactlyInAnyOrder(METRICS, STANDING);
        }
    }

    @Test
    void partitionsWhoseOffsetsDoNotComeAreFoundAnewAndReadFromTheirNewest() throws Exception {
        there(METRICS, 5_000);
        failures.set(1);
        try (TopicTail tail = tail()) {
            poll(tail);
            assertThat(tail.problem()).hasValueSatisfying(why -> assertThat(why).contains("TimeoutException"));
            assertThat(consumer.assignment()).isEmpty();
            await().until(() -> poll(tail).problem().isEmpty());
            assertThat(consumer.position(METRICS)).isEqualTo(3_000);
        }
    }

    @Test
    void aTopicIsCaughtUpWithWhenWhatItHeldWasRead() throws Exception {
        there(STANDING, 2);
        try (TopicTail tail = tail()) {
            poll(tail);
            record(0);
            poll(tail);
            assertThat(tail.caughtUp(TopicRegistry.STANDING_QUESTIONS)).isFalse();
            record(1);
            poll(tail);
            assertThat(read).hasValue(2);
            assertThat(tail.caughtUp(TopicRegistry.STANDING_QUESTIONS)).isTrue();
        }
    }

    @Test
    void whatIsKeptForAnotherTimeIsReadToo() throws Exception {
        Topic<?> hour = TopicRegistry.ANSWERS.kept(Duration.ofHours(1));
        TopicPartition own = new TopicPartition(NAMES.of(TopicRegistry.ANSWERS), 0);
        TopicPartition kept = new TopicPartition(NAMES.of(hour), 0);
        there(own, 0);
        there(kept, 1);
        try (TopicTail tail = new TopicTail(consumer, NAMES, Map.of(TopicRegistry.ANSWERS, 100L))) {
            poll(tail);
            assertThat(consumer.assignment()).containsExactlyInAnyOrder(own, kept);
            assertThat(tail.caughtUp(TopicRegistry.ANSWERS)).isFalse();
            consumer.addRecord(new ConsumerRecord<>(kept.topic(), 0, 0, new byte[0], new byte[0]));
            List<Topic<?>> heard = new ArrayList<>();
            tail.poll((topic, record) -> heard.add(topic));
            assertThat(heard).containsExactly(TopicRegistry.ANSWERS);
            assertThat(tail.caughtUp(TopicRegistry.ANSWERS)).isTrue();
        }
    }

    @Test
    void othersWaitUntilItIsKnownWhatWasForgotten() throws Exception {
        there(CONTROL, 1);
        there(STANDING, 1);
        try (TopicTail tail = leading()) {
            poll(tail);
            record(0);
            poll(tail);
            assertThat(read).hasValue(0);
            assertThat(tail.settled(TopicRegistry.CONTROL)).isFalse();
            consumer.addRecord(new ConsumerRecord<>(CONTROL.topic(), 0, 0, new byte[0], new byte[0]));
            poll(tail);
            assertThat(tail.settled(TopicRegistry.CONTROL)).isTrue();
            assertThat(read).hasValue(1);
            poll(tail);
            assertThat(read).hasValue(2);
        }
    }

    @Test
    void nothingIsReadWhereNobodyMaySayWhatWasForgotten() throws Exception {
        there(STANDING, 1);
        hidden.set(true);
        try (TopicTail tail = leading()) {
            poll(tail);
            assertThat(tail.problem()).hasValueSatisfying(why -> assertThat(why).contains(CONTROL.topic(), "acls"));
            assertThat(tail.settled(TopicRegistry.CONTROL)).isFalse();
            assertThat(consumer.assignment()).isEmpty();
            hidden.set(false);
            await().until(() -> poll(tail).settled(TopicRegistry.CONTROL));
        }
    }

    private TopicTail leading() {
        return new TopicTail(
                consumer,
                NAMES,
                Map.of(TopicRegistry.CONTROL, Long.MAX_VALUE, TopicRegistry.STANDING_QUESTIONS, Long.MAX_VALUE));
    }

    private TopicTail tail() {
        return new TopicTail(consumer, NAMES, NEWEST);
    }

    private TopicTail poll(TopicTail tail) throws InterruptedException {
        tail.poll((topic, record) -> read.incrementAndGet());
        return tail;
    }

    private void there(TopicPartition partition, long end) {
        consumer.updatePartitions(
                partition.topic(), List.of(new PartitionInfo(partition.topic(), 0, null, null, null)));
        consumer.updateBeginningOffsets(Map.of(partition, 0L));
        consumer.updateEndOffsets(Map.of(partition, end));
    }

    private void record(long offset) {
        consumer.addRecord(new ConsumerRecord<>(STANDING.topic(), 0, offset, new byte[0], new byte[0]));
    }
}
