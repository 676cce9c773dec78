package io.winnow.gateway.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.Location;
import io.javalin.router.Endpoint;
import io.winnow.gateway.archives.ArchiveReader;
import io.winnow.gateway.archives.ArchiveWatch;
import io.winnow.gateway.keys.KeyRing;
import io.winnow.gateway.keys.Sessions;
import io.winnow.gateway.keys.StreamScope;
import io.winnow.gateway.live.LiveState;
import io.winnow.gateway.live.Views;
import io.winnow.gateway.metrics.LineMetrics;
import io.winnow.gateway.pictures.PictureFollower;
import io.winnow.gateway.tls.Tls;
import io.winnow.gateway.topics.BrokerReader;
import io.winnow.gateway.topics.QuestionWriter;
import io.winnow.topics.TopicNames;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page and its interface, as the document at {@code /api/openapi.json} says. */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final long LARGEST_BODY = 1024 * 1024;
    /** All pages come back at once where a connection of many was lost. */
    private static final int MOST_CONNECTING = 1024;

    /** Those beyond wait, instead of taking the files that the broker's clients need. */
    private static final int MOST_CONNECTIONS = 8192;

    /** What the system holds for a connection that takes it slowly: what waits here instead makes room for what is newer. */
    private static final int SEND_BUFFER_BYTES = 128 * 1024;

    /** After which a connection that takes nothing, or says nothing, is closed. */
    private static final long IDLE_MILLIS = 30_000;

    private static final String PAGE = "/io/winnow/gateway/page";

    private final Json json = new Json();
    private final LateReplies late = new LateReplies();
    private final EventHub events;
    private final LiveState state;
    private final TopicNames names;
    private final Supplier<Optional<String>> problem;
    private final Supplier<List<Views.Webhook>> webhooks;
    private final RateLimits limits;
    private final Guard guard;
    private final Doorkeeper door;
    private final SessionApi sessions;
    private final HttpOptions options;
    private final Optional<KeyRing> ring;
    private final Optional<Tls> tls;
    private final Optional<AuditLog> audit;
    private final QuestionApi questions;
    private final StandingApi standing;
    private final PictureApi pictures;
    private final AnswerApi answers;
    private final BrokerReader broker;
    private final ArchiveWatch archives;
    private final AskTool asking;
    private final Optional<ArchiveTool> reading;
    private final McpApi assistants;
    private final MetricsApi metrics;
    private final Javalin server;

    /**
     * Starts listening.
     *
     * @param ring the keys that it opens to; empty to serve everyone
     * @param tls what it speaks TLS by; empty not to
     * @param problem why nothing is read from the topics at the moment
     * @param webhooks the endpoints that alerts are sent to
     * @param broker what nobody follows all the time
     * @param pictures what streams show
     * @param archives how far they are
     * @param reader what answers questions on them
     * @throws io.javalin.util.JavalinBindException where the port cannot be had
     */
    public HttpServer(
            HttpOptions options,
            Optional<KeyRing> ring,
            Optional<Tls> tls,
            TopicNames names,
            LiveState state,
            QuestionWriter writer,
            Clock clock,
            Supplier<Optional<String>> problem,
            Supplier<List<Views.Webhook>> webhooks,
            PictureFollower pictures,
            BrokerReader broker,
            ArchiveWatch archives,
            Optional<ArchiveReader> reader) {
        this.options = options;
        this.ring = ring;
        this.tls = tls;
        this.audit = options.audit().map(wished -> new AuditLog(wished, clock, json));
        this.names = names;
        this.state = state;
        this.problem = problem;
        this.webhooks = webhooks;
        this.limits = new RateLimits(options.perSecond());
        this.guard = new Guard(options, ring.isPresent(), limits);
        Optional<Sessions> begun = ring.map(keys -> new Sessions(keys, clock));
        SessionCookie cookie = new SessionCookie(tls.isPresent(), this::port);
        this.door = new Doorkeeper(ring, begun, cookie, limits);
        this.sessions = new SessionApi(ring, begun, cookie, json);
        this.questions = new QuestionApi(writer, clock, json);
        this.standing = new StandingApi(writer, state, clock, json);
        this.pictures = new PictureApi(pictures, json);
        this.answers = new AnswerApi(state, json, late);
        this.broker = broker;
        this.archives = archives;
        this.asking = new AskTool(state, writer, answers, () -> look(broker::deadLetters), clock);
        this.reading =
                reader.filter(each -> !archives.places().isEmpty()).map(each -> new ArchiveTool(archives, each, clock));
        List<McpTool> tools = new ArrayList<>(List.of(asking, new StreamsTool(state, names)));
        reading.ifPresent(tools::add);
        this.assistants = new McpApi(json, tools, late);
        this.events = new EventHub(json, state::all, Duration.ofMillis(IDLE_MILLIS));
        this.metrics = new MetricsApi(
                new LineMetrics(state, names.pipeline(), clock),
                names.pipeline(),
                () -> problem.get().isEmpty(),
                events::size);
        this.server = Javalin.create(this::configure);
        state.listen(events::publish);
        state.listen(answers::heard);
        try {
            server.start();
        } catch (RuntimeException e) {
            events.close();
            answers.close();
            asking.close();
            reading.ifPresent(ArchiveTool::close);
            throw e;
        }
    }

    private int port() {
        return server.port();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.http.maxRequestSize = LARGEST_BODY;
        config.jetty.addConnector(this::connector);
        letIn(config, options.origins());
        config.requestLogger.http((context, millis) -> answered(context));
        config.staticFiles.add(PAGE, Location.CLASSPATH, Set.of(Access.ANYONE));
        config.staticFiles.add(files -> {
            files.hostedPath = "/webjars/uplot";
            files.directory = "/META-INF/resources/webjars/uplot";
            files.location = Location.CLASSPATH;
            files.roles = Set.of(Access.ANYONE);
        });
        config.routes.before(guard::check);
        config.routes.beforeMatched(door::admit);
        config.routes.get("/healthz", this::health, Access.PROBE);
        config.routes.get("/readyz", this::readiness, Access.PROBE);
        config.routes.get("/api/openapi.json", new OpenApi(json)::get, Access.ANYONE);
        config.routes.get("/metrics", metrics::get, Access.READ_ALL);
        config.routes.get("/api/session", sessions::get, Access.ANY_KEY);
        config.routes.post("/api/session", Bodies.first(SessionApi.LARGEST_BODY, sessions::post), Access.ANYONE);
        config.routes.delete("/api/session", sessions::delete, Access.ANYONE);
        config.routes.get("/api/line", context -> json.send(context, 200, state.lineView()), Access.READ);
        config.routes.get("/api/streams", this::streams, Access.READ);
        config.routes.get("/api/state", context -> json.send(context, 200, state.all(scope(context))), Access.READ);
        config.routes.get("/api/pipeline", this::pipeline, Access.READ);
        config.routes.get("/api/events", events::open, Access.READ);
        config.routes.post("/api/questions", questions::post, Access.ASK);
        config.routes.get("/api/questions/{id}", answers::question, Access.READ);
        config.routes.get("/api/answers", answers::list, Access.READ);
        config.routes.get("/api/alerts", answers::alerts, Access.READ);
        config.routes.get("/api/dead-letters", this::deadLetters, Access.READ);
        config.routes.get("/api/pipelines", this::pipelines, Access.READ_ALL);
        config.routes.get("/api/standing-questions", standing::get, Access.READ);
        config.routes.post("/api/standing-questions", standing::post, Access.CONTROL);
        config.routes.delete("/api/standing-questions/{id}", standing::delete, Access.CONTROL);
        config.routes.get("/api/webhooks", this::webhooks, Access.READ_ALL);
        config.routes.get("/api/archives", this::archives, Access.READ_ALL);
        config.routes.get("/api/pictures", pictures::list, Access.READ);
        config.routes.get("/api/picture", pictures::picture, Access.READ);
        config.routes.get("/api/moment", pictures::moment, Access.READ);
        config.routes.get("/api/reconstruction", pictures::reconstruction, Access.READ);
        config.routes.post("/mcp", assistants::post, Access.READ);
        config.routes.get("/mcp", assistants::get, Access.READ);
        config.routes.exception(ApiError.class, this::refused);
        config.routes.exception(Exception.class, this::defect);
        config.routes.error(404, this::notFound);
    }

    private void answered(Context context) {
        metrics.answered(context);
        audit.ifPresent(log -> log.note(context));
    }

    private Connector connector(Server jetty, HttpConfiguration http) {
        ServerConnector connector =
                new ServerConnector(jetty, tls.map(own -> own.protocols(http)).orElseGet(() ->
                        new ConnectionFactory[] {new HttpConnectionFactory(http)}));
        connector.setHost(options.host());
        connector.setPort(options.port());
        connector.setAcceptQueueSize(MOST_CONNECTING);
        connector.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
        connector.setIdleTimeout(IDLE_MILLIS);
        jetty.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
        return connector;
    }

    /** Tells browsers which other sites' pages may ask; none, unless some are named. Cookies are never theirs. */
    private static void letIn(JavalinConfig config, Set<String> origins) {
        if (!origins.isEmpty()) {
            config.bundledPlugins.enableCors(cors -> cors.addRule(rule -> {
                origins.forEach(rule::allowHost);
                rule.exposeHeader("Retry-After");
            }));
        }
    }

    private static StreamScope scope(Context context) {
        return Caller.of(context).scope();
    }

    private void streams(Context context) {
        json.send(context, 200, Map.of("streams", state.streamViews(scope(context))));
    }

    private void pipeline(Context context) {
        json.send(context, 200, Map.of("pipeline", names.pipeline(), "run", state.run()));
    }

    private void webhooks(Context context) {
        json.send(context, 200, Map.of("webhooks", webhooks.get()));
    }

    private void archives(Context context) {
        json.send(context, 200, Map.of("archives", archives.views()));
    }

    private void deadLetters(Context context) {
        Optional<String> topic = new Query(context).text("topic");
        StreamScope scope = scope(context);
        List<Views.DeadLetter> letters = look(broker::deadLetters).stream()
                .filter(letter -> topic.isEmpty() || letter.in().equals(topic.get()))
                .filter(letter -> scope.whole() || (!letter.stream().isEmpty() && scope.sees(letter.stream())))
                .toList();
        json.send(context, 200, Map.of("deadLetters", letters));
    }

    private void pipelines(Context context) {
        json.send(context, 200, Map.of("pipelines", look(broker::pipelines)));
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

    /** Whether the process lives: what a restart would not mend is told beside it. */
    private void health(Context context) {
        Map<String, String> health = new LinkedHashMap<>();
        health.put("status", "ok");
        ring.flatMap(KeyRing::problem).ifPresent(text -> health.put("keys", text));
        tls.flatMap(Tls::problem).ifPresent(text -> health.put("certificate", "as it was: " + text));
        audit.flatMap(AuditLog::problem).ifPresent(text -> health.put("audit", text));
        json.send(context, 200, health);
    }

    /** Whether it can serve, which it cannot while the topics are away, or events are sent no more. */
    private void readiness(Context context) {
        Optional<String> why = problem.get().or(events::problem);
        Map<String, String> readiness = new LinkedHashMap<>();
        readiness.put("status", why.isEmpty() ? "ok" : "waiting");
        why.ifPresent(text -> readiness.put("why", text));
        json.send(context, why.isEmpty() ? 200 : 503, readiness);
    }

    private void refused(ApiError error, Context context) {
        error.send(context, json);
    }

    /** Javalin's handler of a status hears of those that were refused with a reason too. */
    private void notFound(Context context) {
        if (ApiError.code(context).isPresent()) {
            return;
        }
        try {
            limits.countAddress(context);
        } catch (ApiError tooMany) {
            tooMany.send(context, json);
            return;
        }
        ApiError error = new ApiError(
                404,
                "NOT_FOUND",
                "there is nothing at this address",
                "the path",
                "open / or see the docs for the interface");
        error.send(context, json);
    }

    private void defect(Exception failure, Context context) {
        LOG.error("serving {} {}", context.method(), context.path(), failure);
        ApiError error =
                new ApiError(500, "INTERNAL", "the gateway failed to serve this", "the gateway", "see its log");
        error.send(context, json);
    }

    /** What it serves beside the page's files. */
    List<Endpoint> routes() {
        return server.unsafe.internalRouter.allHttpHandlers().stream()
                .map(route -> route.endpoint)
                .toList();
    }

    /** How many wait for events. */
    int openStreams() {
        return events.size();
    }

    /** How many wait for an answer. */
    int waitingRequests() {
        return answers.waiting();
    }

    /** The page's address. */
    public URI address() {
        String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
        return URI.create((tls.isPresent() ? "https://" : "http://") + host + ":" + port() + "/");
    }

    @Override
    public void close() {
        events.close();
        asking.close();
        reading.ifPresent(ArchiveTool::close);
        answers.close();
        late.close();
        server.stop();
    }
}
