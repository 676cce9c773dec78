package io.winnow.cli.live;

import io.winnow.cli.command.CommandFailure;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.records.MetricSnapshot;
import io.winnow.records.StreamStatus;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Notes in a pipeline's topics that its run was stopped to go on later, which looks from there as if it had died: once for whoever follows its metrics, which are kept for an hour, and once for each stream that is read, whose state is kept. When the
 * run goes on, what it tells of itself comes behind.
 */
public final class StopNote {
    private final LivePipeline pipeline;
    private final String run;

    /**
     * A note of a run.
     *
     * @param kafka how clients reach the broker
     * @param names of the pipeline's topics
     * @param run its id
     */
    public StopNote(KafkaOptions kafka, TopicNames names, String run) {
        this.pipeline = new LivePipeline(kafka, names);
        this.run = run;
    }

    /**
     * Writes it; the broker has it when this returns. None of the run's jobs may write any more.
     *
     * @return why it could not be written, in a sentence; empty where it was
     */
    public Optional<String> write() throws InterruptedException {
        try {
            send();
            return Optional.empty();
        } catch (CommandFailure | KafkaException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void send() throws InterruptedException {
        long now = System.currentTimeMillis();
        List<StreamStatus> stopped = TopicRecords.newest(pipeline, TopicRegistry.STREAMS).values().stream()
                .filter(status -> status.run().equals(run) && isRead(status))
                .map(status -> status.stopped(now))
                .toList();
        try (TopicSender sender = new TopicSender(pipeline)) {
            MetricSnapshot mark = MetricSnapshot.ofStop(run, now);
            sender.send(new ProducerRecord<>(
                    pipeline.names().of(TopicRegistry.METRICS),
                    bytes(mark.stage()),
                    TopicRegistry.METRICS.codec().encode(mark)));
            for (StreamStatus status : stopped) {
                sender.send(new ProducerRecord<>(
                        pipeline.names().of(TopicRegistry.STREAMS),
                        bytes(status.stream()),
                        TopicRegistry.STREAMS.codec().encode(status)));
            }
        }
    }

    /** One that is paused stays so, also when the run goes on, which says nothing of it then. */
    private static boolean isRead(StreamStatus status) {
        return !status.state().over() && status.state() != StreamStatus.State.PAUSED;
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
