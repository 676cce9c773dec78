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

/** A server without a broker, which shows a state that a test changes, and counts no requests. */
final class TestServer implements AutoCloseable {
    private static final TopicNames NAMES = new TopicNames("winnow", "test");
    private static final Map<String, String> NOBODY = Map.of("bootstrap.servers", "127.0.0.1:1", "max.block.ms", "50");

    private final LiveState state = new LiveState(Optional.empty(), Clock.systemUTC());
    private final QuestionWriter writer = new QuestionWriter(NOBODY, NAMES, state, Clock.systemUTC());
    private final PictureFollower pictures =
            new PictureFollower(NOBODY, NAMES, state::run, state::forgotten, Optional.empty());
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
                new BrokerReader(NOBODY, NAMES, Clock.systemUTC()),
                watch,
                reader);
    }

    LiveState state() {
        return state;
    }

    HttpServer http() {
        return server;
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
