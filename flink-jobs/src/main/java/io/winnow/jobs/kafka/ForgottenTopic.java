package io.winnow.jobs.kafka;

import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.model.Shared;
import io.winnow.records.Forgettings;
import io.winnow.records.ForgottenStreams;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.util.Objects;

/** What a pipeline's control topic says is forgotten. A process reads it once, however many subtasks of however many stages ask. */
public final class ForgottenTopic implements Forgettings {
    private static final long serialVersionUID = 1;

    private static final Shared<Place, ForgottenReader> READERS = new Shared<>();

    private final KafkaOptions options;
    private final TopicNames names;

    private record Place(KafkaOptions options, TopicNames names) {}

    /**
     * Connects when it is followed.
     *
     * @param names of the pipeline's topics
     */
    public ForgottenTopic(KafkaOptions options, TopicNames names) {
        this.options = Objects.requireNonNull(options, "options");
        this.names = Objects.requireNonNull(names, "names");
    }

    @Override
    public Following follow(Listener listener) throws InterruptedException {
        Shared<Place, ForgottenReader>.Lease lease = READERS.lease(
                new Place(options, names),
                place -> ForgottenReader.start(
                        place.options(),
                        place.names().of(TopicRegistry.CONTROL),
                        place.names().group("forgotten")));
        ForgottenReader reader = lease.value();
        try {
            reader.add(listener);
        } catch (InterruptedException | RuntimeException e) {
            lease.close();
            throw e;
        }
        return new Following() {
            @Override
            public ForgottenStreams now() {
                return reader.now();
            }

            @Override
            public void catchUp() throws InterruptedException {
                reader.catchUp();
            }

            @Override
            public void close() {
                reader.remove(listener);
                lease.close();
            }
        };
    }
}
