package io.winnow.jobs.kafka;

import io.winnow.decode.control.StreamControls;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.records.StageContext;
import io.winnow.topics.TopicNames;
import java.util.Objects;

/** A pipeline's control topic, which whoever deals out its streams follows from within the job manager. */
public final class ControlTopic implements StreamControls {
    private static final long serialVersionUID = 1;

    private final KafkaOptions options;
    private final TopicNames names;
    private final StageContext consumer;

    /**
     * Connects when it is followed.
     *
     * @param names of the pipeline's topics
     * @param consumer whom dead letters name
     */
    public ControlTopic(KafkaOptions options, TopicNames names, StageContext consumer) {
        this.options = Objects.requireNonNull(options, "options");
        this.names = Objects.requireNonNull(names, "names");
        this.consumer = Objects.requireNonNull(consumer, "consumer");
    }

    @Override
    public Following follow(Listener listener) {
        return ControlFollower.start(options, names, consumer, listener);
    }
}
