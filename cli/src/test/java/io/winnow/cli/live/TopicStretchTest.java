package io.winnow.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.cli.embedded.EmbeddedBroker;
import io.winnow.jobs.definition.KafkaOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A broker with a topic of three partitions, of which the last is empty, and the first ends with a transaction that was aborted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopicStretchTest {
    private static final String TOPIC = "stretch";
    private static final int FILLED = 2;
    private static final int RECORDS = 60;

    private final long now = System.currentTimeMillis();
    private final List<List<Long>> millis = List.of(new ArrayList<>(), new ArrayList<>());
    private EmbeddedBroker broker;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        broker = EmbeddedBroker.in(temporary);
        broker.start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            // Records are as old as they like.
            NewTopic topic = new NewTopic(TOPIC, FILLED + 1, (short) 1).configs(Map.of("retention.ms", "-1"));
            admin.createTopics(List.of(topic)).all().get();
        }
        Random random = new Random(1);
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            for (int i = 0; i < RECORDS; i++) {
                for (int partition = 0; partition < FILLED; partition++) {
                    // Nearly in order, as records of several tasks are.
                    long time = now - (RECORDS - i) * 1_000L + random.nextInt(5_000) - 2_500;
                    millis.get(partition).add(time);
                    producer.send(record(partition, time, i));
                }
            }
        }
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of("transactional.id", TOPIC))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(record(0, now, -1));
            producer.flush();
            producer.abortTransaction();
        }
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("bootstrap.servers", broker.bootstrap());
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static ProducerRecord<byte[], byte[]> record(int partition, long time, int number) {
        return new ProducerRecord<>(TOPIC, partition, time, new byte[0], new byte[] {(byte) number});
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    /** The twin looks at all records of a partition. */
    @Test
    void readsFromTheFirstRecordOfATimeToTheFirstBehindIt() {
        Random random = new Random(2);
        try (KafkaConsumer<byte[], byte[]> consumer =
                CommittedRecords.consumer(KafkaOptions.defaults().at(broker.bootstrap()), "test")) {
            TopicStretch stretch =
                    TopicStretch.of(consumer, Pattern.compile(TOPIC)).orElseThrow();
            for (int tries = 0; tries < 15; tries++) {
                long from = now - random.nextInt(RECORDS * 1_200);
                long to = from + random.nextInt(20_000);
                List<List<Integer>> read = List.of(new ArrayList<>(), new ArrayList<>());
                stretch.between(from, to, record -> read.get(record.partition()).add(number(record)));
                assertThat(read).as("from %d to %d", from, to).isEqualTo(slowly(from, to));
            }
            assertThat(stretch.oldestMillis())
                    .hasValue(millis.stream()
                            .mapToLong(partition -> partition.get(0))
                            .min()
                            .orElseThrow());
        }
    }

    private static int number(ConsumerRecord<byte[], byte[]> record) {
        return record.value()[0];
    }

    private List<List<Integer>> slowly(long from, long to) {
        return millis.stream()
                .map(times -> {
                    int first =
                            (int) times.stream().takeWhile(time -> time < from).count();
                    int behind = IntStream.range(first, times.size())
                            .filter(i -> times.get(i) > to)
                            .findFirst()
                            .orElse(times.size() - 1);
                    return IntStream.rangeClosed(first, behind).boxed().toList();
                })
                .toList();
    }

    @Test
    void aTimeIsFoundPartitionByPartitionAndReadAloneWhateverWasReadBefore() {
        Random random = new Random(3);
        try (KafkaConsumer<byte[], byte[]> consumer =
                CommittedRecords.consumer(KafkaOptions.defaults().at(broker.bootstrap()), "test")) {
            TopicStretch stretch =
                    TopicStretch.of(consumer, Pattern.compile(TOPIC)).orElseThrow();
            for (int tries = 0; tries < 15; tries++) {
                long from = now - random.nextInt(RECORDS * 1_200);
                long to = from + random.nextInt(20_000);
                Map<TopicPartition, TopicStretch.Offsets> found = stretch.offsets(from, to);
                for (int partition = 0; partition < FILLED; partition++) {
                    List<Integer> read = new ArrayList<>();
                    TopicPartition at = new TopicPartition(TOPIC, partition);
                    if (found.containsKey(at)) {
                        stretch.within(at, found.get(at), record -> read.add(number(record)));
                    }
                    assertThat(read)
                            .as("from %d to %d", from, to)
                            .isEqualTo(IntStream.range(first(partition, from), first(partition, to))
                                    .boxed()
                                    .toList());
                }
            }
            assertThat(stretch.wholeSinceMillis()).isEmpty();
        }
    }

    private int first(int partition, long time) {
        return (int) millis.get(partition).stream().takeWhile(at -> at < time).count();
    }

    @Test
    void aTopicThatIsNotThereIsNotMade() throws Exception {
        try (KafkaConsumer<byte[], byte[]> consumer =
                        CommittedRecords.consumer(KafkaOptions.defaults().at(broker.bootstrap()), "test");
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            assertThat(TopicStretch.of(consumer, Pattern.compile("none"))).isEqualTo(Optional.empty());
            assertThat(admin.listTopics().names().get()).doesNotContain("none");
        }
    }
}
