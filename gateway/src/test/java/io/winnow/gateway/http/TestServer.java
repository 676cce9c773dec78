package io.winnow.gateway.http;

import io.winnow.archive.Place;
import io.winnow.gateway.archives.ArchiveReader;
import io.winnow.gateway.archives.ArchiveWatch;
import io.winnow.gateway.keys.KeyRing;
import io.winnow.gateway.live.LiveState;
import io.winnow.gateway.pictures.PictureFollower;
import io.winnow.gateway.topics.BrokerReader;
import io.winnow.gateway.topics.QuestionWriter;
import io.winnow.topics.TopicNames;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server that shows a state that a test changes, and counts no requests; without a broker, unless it is given one to write to. */
final class TestServer implements AutoCloseable {
    static final TopicNames NAMES = new TopicNames("winnow", "test");
    private static final Map<String, String> NOBODY = Map.of("bootstrap.servers", "127.0.0.1:1", "max.block.ms", "50");

    private final LiveState state = new LiveState(Optional.empty(), Clock.systemUTC());
    private final QuestionWriter writer;
    private final PictureFollower pictures;
    private final ArchiveWatch watch;
    private final HttpServer server;

    TestServer(Optional<KeyRing> ring) {
        this(ring, Optional.empty(), List.of(), Optional.empty());
    }

    TestServer(
            Optional<KeyRing> ring,
            Optional<AuditOptions> audit,
            List<Place> archives,
            Optional<ArchiveReader> reader) {
        this(NOBODY, ring, audit, archives, reader);
    }

    /** @param client properties of Kafka's clients */
    TestServer(
            Map<String, String> client,
            Optional<KeyRing> ring,
            Optional<AuditOptions> audit,
            List<Place> archives,
            Optional<ArchiveReader> reader) {
        this.writer = new QuestionWriter(client, NAMES, state, Clock.systemUTC());
        this.pictures = new PictureFollower(client, NAMES, state::run, state::forgotten, Optional.empty());
        this.watch = new ArchiveWatch(archives, Clock.systemUTC());
        this.server = new HttpServer(
                HttpOptions.local().withPerSecond(100_000).withAudit(audit),
                ring,
                Optional.empty(),
                NAMES,
                state,
                writer,
                Clock.systemUTC(),
                Optional::empty,
                List::of,
                pictures,
                new BrokerReader(client, NAMES, Clock.systemUTC()),
                watch,
                reader);
    }

    LiveState state() {
        return state;
    }

    HttpServer http() {
        return server;
    }

    /** From here on nothing is written, and who waits for the broker is told so. */
    void endWriting() {
        writer.close();
    }

    URI address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
        watch.close();
        pictures.close();
        writer.close();
    }
}
