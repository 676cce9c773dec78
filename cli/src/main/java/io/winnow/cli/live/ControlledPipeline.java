package io.winnow.cli.live;

import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.PipelineOptions;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.SourceDefinition;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.StreamControl;
import io.winnow.records.StreamControl.Action;
import io.winnow.records.StreamRules;
import io.winnow.records.StreamStatus;
import io.winnow.records.StreamStatus.State;
import io.winnow.topics.TopicRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A pipeline's streams, as its topics and its file say, and a way to wish other ones. */
final class ControlledPipeline {
    /** How long a run that goes on may take to end a stream. */
    private static final Duration ENDS = Duration.ofSeconds(10);

    private static final Duration LOOK = Duration.ofMillis(250);

    private final LivePipeline pipeline;
    private final Map<String, StreamControl> wishes;
    private final List<StreamStatus> streams;
    private final List<StreamStatus> ofEveryRun;
    private final boolean listed;
    private final Set<String> defined = new TreeSet<>();

    private ControlledPipeline(LivePipeline pipeline, Optional<PipelineDefinition> definition, boolean listed) {
        this.pipeline = pipeline;
        this.listed = listed;
        this.wishes = TopicRecords.newest(pipeline, TopicRegistry.CONTROL);
        this.ofEveryRun =
                List.copyOf(TopicRecords.newest(pipeline, TopicRegistry.STREAMS).values());
        this.streams = ofNewestRun(ofEveryRun);
        definition.ifPresent(
                it -> it.sources().stream().map(SourceDefinition::id).forEach(defined::add));
    }

    /**
     * The one that a command line means.
     *
     * @throws CommandFailure where there is none, or one that hears no wishes
     */
    static ControlledPipeline of(PipelineOptions options) throws InterruptedException {
        LivePipeline pipeline = LivePipeline.of(options);
        String topic = pipeline.names().of(TopicRegistry.CONTROL);
        Set<String> topics = TopicRecords.topics(pipeline);
        if (!topics.contains(topic)) {
            throw CommandFailure.unreachable(
                    "TOPIC_MISSING",
                    "the streams of pipeline " + pipeline.names().pipeline() + " cannot be changed: it has no topic "
                            + topic,
                    pipeline.kafka().bootstrap(),
                    "Create it with winnow topics create, and start the pipeline again.");
        }
        return new ControlledPipeline(
                pipeline, options.definition(), topics.contains(pipeline.names().of(TopicRegistry.STREAMS)));
    }

    /** Run ids sort by their beginning; what runs before left says nothing of what is read. */
    private static List<StreamStatus> ofNewestRun(List<StreamStatus> all) {
        String newest = all.stream()
                .map(StreamStatus::run)
                .max(Comparator.naturalOrder())
                .orElse("");
        return all.stream().filter(status -> status.run().equals(newest)).toList();
    }

    /** What is wished of a stream or source. */
    Optional<StreamControl> wished(String id) {
        return Optional.ofNullable(wishes.get(id));
    }

    /** Whether something of this id is read, or is wished to be. */
    boolean reads(String id) {
        return !isForgotten(id) && isWished(id);
    }

    private boolean isWished(String id) {
        return wished(id)
                .map(wish -> wish.action() != Action.REMOVE)
                .orElseGet(() -> defined.contains(id)
                        || streams.stream()
                                .anyMatch(status ->
                                        of(id, status) && !status.state().over()));
    }

    /** Whether there is, or was in this run, a stream or source of this id. */
    private boolean knows(String id) {
        return wishes.containsKey(id)
                || defined.contains(id)
                || streams.stream().anyMatch(status -> of(id, status));
    }

    /** Whether any run had a stream or source of this id, or in a folder of it, or it was wished to have. */
    boolean had(String id) {
        return ofEveryRun.stream().anyMatch(status -> of(id, status))
                || Stream.concat(wishes.keySet().stream(), defined.stream())
                        .anyMatch(known -> StreamRules.isOf(id, known));
    }

    /** Whether its streams can be known; a pipeline that reads another's tokens has no list of them. */
    boolean lists() {
        return listed;
    }

    /** Whether something of this id was forgotten, by itself or with its folder, and has not come back. */
    boolean isForgotten(String id) {
        return ForgottenStreams.of(wishes.values()).stands(id);
    }

    /** When something of this id was forgotten last, by itself or with its folder; 0 where it never was. */
    long forgottenMillis(String id) {
        return ForgottenStreams.of(wishes.values()).atMillis(id);
    }

    /** The wish that something of this id be forgotten now, or as late as it has to be where this machine's clock is behind those of the pipeline. */
    StreamControl forgetting(String id) {
        long now = System.currentTimeMillis();
        long newest = states(id).stream().mapToLong(StreamStatus::epoch).max().orElse(0);
        return StreamControl.forget(id, now)
                .forgottenBefore(ForgottenStreams.of(wishes.values()).forgettingMillis(id, now, newest));
    }

    /**
     * Takes the states of what was forgotten out of their topic, once whoever runs has said that it ended it, or has said nothing for a while.
     *
     * @return ids of the streams that had one
     */
    List<String> dropStates(String id) throws InterruptedException {
        if (!listed) {
            return List.of();
        }
        long until = System.nanoTime() + ENDS.toNanos();
        List<StreamStatus> states = states(id);
        while (states.stream().anyMatch(ControlledPipeline::goesOn) && System.nanoTime() < until) {
            Thread.sleep(LOOK.toMillis());
            states = states(id);
        }
        List<String> ids = states.stream().map(StreamStatus::stream).sorted().toList();
        try (TopicSender sender = new TopicSender(pipeline)) {
            for (String stream : ids) {
                sender.send(new ProducerRecord<>(
                        pipeline.names().of(TopicRegistry.STREAMS), stream.getBytes(StandardCharsets.UTF_8), null));
            }
        }
        return ids;
    }

    /** Whether somebody runs who would end it. */
    private static boolean goesOn(StreamStatus status) {
        return !status.state().over() && status.state() != State.STOPPED;
    }

    private List<StreamStatus> states(String id) {
        return TopicRecords.newest(pipeline, TopicRegistry.STREAMS).values().stream()
                .filter(status -> of(id, status))
                .toList();
    }

    LivePipeline pipeline() {
        return pipeline;
    }

    private static boolean of(String id, StreamStatus status) {
        return StreamRules.isOf(id, status.stream());
    }

    /** @throws CommandFailure where there is no stream or source of this id, nor was in this run */
    void require(String id) {
        if (!knows(id)) {
            throw noStream(id);
        }
    }

    /** That there is nothing of this id, and what there is. */
    CommandFailure noStream(String id) {
        return CommandFailure.usage(
                "NO_STREAM",
                "the pipeline has no stream " + id,
                id,
                ids().isEmpty() ? "It has none yet." : "It has: " + String.join(", ", ids()));
    }

    private List<String> ids() {
        Set<String> ids = new TreeSet<>(defined);
        streams.forEach(status -> ids.add(status.stream()));
        ids.addAll(wishes.keySet());
        return List.copyOf(ids);
    }

    /** Writes a wish; the broker has it when this returns. */
    Map<String, Object> wish(StreamControl control) throws InterruptedException {
        try (TopicSender sender = new TopicSender(pipeline)) {
            sender.send(new ProducerRecord<>(
                    pipeline.names().of(TopicRegistry.CONTROL),
                    control.stream().getBytes(StandardCharsets.UTF_8),
                    TopicRegistry.CONTROL.codec().encode(control)));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("stream", control.stream());
        document.put("action", control.action());
        document.put("pipeline", pipeline.names().pipeline());
        return document;
    }
}
