package io.winnow.gateway;

import io.javalin.util.JavalinBindException;
import io.winnow.gateway.archives.ArchiveWatch;
import io.winnow.gateway.http.HttpOptions;
import io.winnow.gateway.http.HttpServer;
import io.winnow.gateway.keys.KeyFile;
import io.winnow.gateway.keys.KeyRing;
import io.winnow.gateway.live.LiveState;
import io.winnow.gateway.pictures.PictureFollower;
import io.winnow.gateway.tls.Tls;
import io.winnow.gateway.tls.TlsFiles;
import io.winnow.gateway.topics.BrokerReader;
import io.winnow.gateway.topics.QuestionWriter;
import io.winnow.gateway.topics.TopicFollower;
import io.winnow.gateway.webhooks.Webhooks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/** The page of one pipeline and its HTTP interface, on while it is open. */
public final class Gateway implements AutoCloseable {
    private final TopicFollower follower;
    private final QuestionWriter questions;
    private final Optional<Webhooks> webhooks;
    private final PictureFollower pictures;
    private final ArchiveWatch archives;
    private final Optional<KeyRing> ring;
    private final Optional<Tls> tls;
    private final HttpServer server;

    private Gateway(
            TopicFollower follower,
            QuestionWriter questions,
            Optional<Webhooks> webhooks,
            PictureFollower pictures,
            ArchiveWatch archives,
            Optional<KeyRing> ring,
            Optional<Tls> tls,
            HttpServer server) {
        this.follower = follower;
        this.questions = questions;
        this.webhooks = webhooks;
        this.pictures = pictures;
        this.archives = archives;
        this.ring = ring;
        this.tls = tls;
        this.server = server;
    }

    /**
     * Starts listening, and following the topics; those that are not there yet are followed when they are.
     *
     * @throws GatewayException where the port is in use, the host is not this machine's, others could reach the gateway without a key, or the keys' file, the certificate or the client properties are wrong
     */
    public static Gateway start(GatewayConfig config) {
        requireKeys(config.http());
        requireFree(config.http());
        Clock clock = Clock.systemUTC();
        LiveState state = new LiveState(config.run(), clock);
        Deque<AutoCloseable> opened = new ArrayDeque<>();
        try {
            Optional<KeyRing> ring = config.http().keys().map(file -> ring(file, clock));
            ring.ifPresent(opened::push);
            Optional<Tls> tls = config.http().tls().map(Gateway::tls);
            tls.ifPresent(opened::push);
            TopicFollower follower = new TopicFollower(config.client(), config.names(), state);
            opened.push(follower);
            QuestionWriter questions = new QuestionWriter(config.client(), config.names(), state, clock);
            opened.push(questions);
            Optional<Webhooks> webhooks = config.webhooks()
                    .map(endpoints -> new Webhooks(
                            endpoints, config.client(), config.names(), state::run, state::forgotten, clock));
            webhooks.ifPresent(opened::push);
            PictureFollower pictures =
                    new PictureFollower(config.client(), config.names(), state::run, state::forgotten, config.models());
            opened.push(pictures);
            ArchiveWatch archives = new ArchiveWatch(config.archives(), clock);
            opened.push(archives);
            HttpServer server = new HttpServer(
                    config.http(),
                    ring,
                    tls,
                    config.names(),
                    state,
                    questions,
                    clock,
                    follower::problem,
                    () -> webhooks.map(Webhooks::views).orElseGet(List::of),
                    pictures,
                    new BrokerReader(config.client(), config.names(), clock),
                    archives,
                    config.reader());
            follower.start();
            webhooks.ifPresent(Webhooks::start);
            return new Gateway(follower, questions, webhooks, pictures, archives, ring, tls, server);
        } catch (JavalinBindException e) {
            throw closing(opened, inUse(config.http(), e));
        } catch (KafkaException e) {
            throw closing(opened, badClient(e));
        } catch (GatewayException e) {
            throw closing(opened, e);
        }
    }

    private static GatewayException closing(Deque<AutoCloseable> opened, GatewayException failure) {
        for (AutoCloseable each : opened) {
            try {
                each.close();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
        return failure;
    }

    /** Kafka's own text can repeat a property's value, and with it a secret. */
    private static GatewayException badClient(KafkaException cause) {
        return new GatewayException(
                "BROKER_CONFIG",
                "the broker's clients cannot be made from their properties: "
                        + cause.getClass().getSimpleName(),
                "the client properties",
                "check bootstrap.servers and the security properties; winnow doctor says more",
                cause);
    }

    /** Whoever reaches this machine reaches all that is not its own interface. */
    private static void requireKeys(HttpOptions options) {
        if (options.keys().isEmpty() && !isLoopback(options.host())) {
            throw new GatewayException(
                    "KEYS_NEEDED",
                    "others would reach the gateway at " + options.host() + " without a key",
                    options.host(),
                    "make a key with winnow keys add and give its file with --keys, or listen on 127.0.0.1");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            throw new GatewayException(
                    "NO_HOST",
                    "the address to listen on is not known: " + host,
                    host,
                    "give an address of this machine, such as 0.0.0.0 for each",
                    e);
        }
    }

    private static KeyRing ring(Path file, Clock clock) {
        try {
            return new KeyRing(file, clock);
        } catch (KeyFile.Unusable e) {
            throw new GatewayException(
                    "BAD_KEYS",
                    "the keys cannot be used: " + e.getMessage(),
                    file.toString(),
                    "correct the file; winnow keys add writes lines as they must be",
                    e);
        }
    }

    private static Tls tls(TlsFiles files) {
        try {
            return new Tls(files);
        } catch (Tls.Unusable e) {
            throw new GatewayException(
                    "BAD_TLS",
                    "the certificate cannot be used: " + e.getMessage(),
                    files.certificate() + ", " + files.key(),
                    "give a PEM file with the certificate and those that signed it, and one with its key",
                    e);
        }
    }

    /** Looks before the server does, which would log the failure as its own defect. */
    private static void requireFree(HttpOptions config) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(config.host(), config.port()));
        } catch (IOException e) {
            throw inUse(config, e);
        }
    }

    private static GatewayException inUse(HttpOptions config, Exception cause) {
        return new GatewayException(
                "PORT_IN_USE",
                "cannot listen on port " + config.port() + " of " + config.host(),
                config.host() + ":" + config.port(),
                "end what uses the port, or choose another with --port (0 takes a free one)",
                cause);
    }

    /** The page's address. */
    public URI address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
        follower.close();
        pictures.close();
        archives.close();
        webhooks.ifPresent(Webhooks::close);
        questions.close();
        tls.ifPresent(Tls::close);
        ring.ifPresent(KeyRing::close);
    }
}
