package io.winnow.jobs.kafka;

import io.winnow.jobs.definition.ClientProperties;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.records.Question;
import io.winnow.records.QuestionElement;
import io.winnow.records.RunEnded;
import io.winnow.records.StandingElement;
import io.winnow.records.StandingQuestion;
import io.winnow.records.avro.RecordCodecs;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts questions to a running pipeline through their topic, and says when no more will come, so that a bounded run can end. */
public final class QuestionWriter implements AutoCloseable {
    /** The stage that marks of this topic name. */
    private static final String STAGE = "ask";

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final String standing;
    private final String bootstrap;

    /**
     * Connects when the first question is asked.
     *
     * @param names of the pipeline's topics
     */
    public QuestionWriter(KafkaOptions options, TopicNames names) {
        Properties properties = ClientProperties.of(options);
        properties.setProperty("client.id", names.group(STAGE));
        properties.putIfAbsent("max.block.ms", "8000");
        properties.putIfAbsent("delivery.timeout.ms", "8000");
        properties.putIfAbsent("request.timeout.ms", "4000");
        properties.setProperty("linger.ms", "0");
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        this.topic = names.of(TopicRegistry.QUESTIONS);
        this.standing = names.of(TopicRegistry.STANDING_QUESTIONS);
        this.bootstrap = options.bootstrap();
    }

    /**
     * Asks; returns when the broker has the question.
     *
     * @throws BrokerUnreachable where it does not take it
     */
    public void ask(Question question) throws InterruptedException {
        send(new ProducerRecord<>(topic, null, question.askedMillis(), key(question.id()), encode(question)));
    }

    /**
     * Adds a standing question, or changes the one with its id; returns when the broker has it.
     *
     * @throws BrokerUnreachable where it does not take it
     */
    public void stand(StandingQuestion question) throws InterruptedException {
        send(new ProducerRecord<>(
                standing, null, question.addedMillis(), key(question.id()), encodeStanding(question)));
    }

    /**
     * Removes a standing question; returns when the broker knows.
     *
     * @throws BrokerUnreachable where it does not take it
     */
    public void remove(String id) throws InterruptedException {
        send(new ProducerRecord<>(standing, key(id), null));
    }

    /** Writes the mark of a run's end to every partition of both topics: no more questions will come for it. */
    public void end(String run) throws InterruptedException {
        end(run, List.of(topic, standing));
    }

    /**
     * Writes the mark of a run's end to every partition of those topics of questions that the run reads.
     *
     * @param read full names of the topics that the run reads
     */
    public void end(String run, Collection<String> read) throws InterruptedException {
        for (String each : List.of(topic, standing)) {
            if (read.contains(each)) {
                mark(run, each);
            }
        }
    }

    private void mark(String run, String of) throws InterruptedException {
        int partitions = producer.partitionsFor(of).size();
        for (int partition = 0; partition < partitions; partition++) {
            RunEnded mark = new RunEnded(run, STAGE, 0, 1, partition);
            send(new ProducerRecord<>(
                    of, partition, new byte[0], of.equals(standing) ? encodeStanding(mark) : encode(mark)));
        }
    }

    private static byte[] key(String id) {
        return id.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] encodeStanding(StandingElement element) {
        return RecordCodecs.STANDING_ELEMENT.encode(element);
    }

    private static byte[] encode(QuestionElement element) {
        return RecordCodecs.QUESTION_ELEMENT.encode(element);
    }

    private void send(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new BrokerUnreachable(bootstrap, e.getCause() == null ? e : e.getCause());
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
