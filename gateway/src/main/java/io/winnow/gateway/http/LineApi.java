package io.winnow.gateway.http;

import io.javalin.http.Context;
import io.winnow.gateway.archives.ArchiveWatch;
import io.winnow.gateway.keys.StreamScope;
import io.winnow.gateway.live.LiveState;
import io.winnow.gateway.live.Views;
import io.winnow.gateway.topics.BrokerReader;
import io.winnow.topics.TopicNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The requests that look how the line is, and what is beside it: other pipelines, webhooks, archives, dead letters. */
final class LineApi {
    private static final Logger LOG = LoggerFactory.getLogger(LineApi.class);

    private final LiveState state;
    private final TopicNames names;
    private final BrokerReader broker;
    private final Supplier<List<Views.Webhook>> webhooks;
    private final ArchiveWatch archives;
    private final Json json;

    LineApi(
            LiveState state,
            TopicNames names,
            BrokerReader broker,
            Supplier<List<Views.Webhook>> webhooks,
            ArchiveWatch archives,
            Json json) {
        this.state = state;
        this.names = names;
        this.broker = broker;
        this.webhooks = webhooks;
        this.archives = archives;
        this.json = json;
    }

    void line(Context context) {
        json.send(context, 200, state.lineView());
    }

    void state(Context context) {
        json.send(context, 200, state.all(scope(context)));
    }

    void streams(Context context) {
        json.send(context, 200, Map.of("streams", state.streamViews(scope(context))));
    }

    void pipeline(Context context) {
        json.send(context, 200, Map.of("pipeline", names.pipeline(), "run", state.run()));
    }

    void pipelines(Context context) {
        json.send(context, 200, Map.of("pipelines", look(broker::pipelines)));
    }

    void webhooks(Context context) {
        json.send(context, 200, Map.of("webhooks", webhooks.get()));
    }

    void archives(Context context) {
        json.send(context, 200, Map.of("archives", archives.views()));
    }

    void deadLetters(Context context) {
        Optional<String> topic = new Query(context).text("topic");
        StreamScope scope = scope(context);
        List<Views.DeadLetter> letters = newestLetters().stream()
                .filter(letter -> topic.isEmpty() || letter.in().equals(topic.get()))
                .filter(letter -> scope.whole() || (!letter.stream().isEmpty() && scope.sees(letter.stream())))
                .toList();
        json.send(context, 200, Map.of("deadLetters", letters));
    }

    /** The newest of each topic, whoever asks. */
    List<Views.DeadLetter> newestLetters() {
        return look(broker::deadLetters);
    }

    private static StreamScope scope(Context context) {
        return Caller.of(context).scope();
    }

    private static <T> T look(BrokerReader.Look<T> look) {
        try {
            return look.look();
        } catch (BrokerReader.Unreachable e) {
            LOG.warn("the broker could not be looked at", e);
            throw new ApiError(
                    503,
                    "BROKER_UNREACHABLE",
                    "the broker does not answer, or refuses",
                    "the broker",
                    "check that the broker runs (winnow doctor), then ask again");
        }
    }
}
