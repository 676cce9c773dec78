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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The page and its interface, as the document at {@code /api/openapi.json} says. */
public final class HttpServer implements AutoCloseable {
    private static final long LARGEST_BODY = 1024 * 1024;
    private static final String PAGE = "/io/winnow/gateway/page";

    private final Json json = new Json();
    private final LateReplies late = new LateReplies();
    private final EventHub events;
    private final Guard guard;
    private final Doorkeeper door;
    private final SessionApi sessions;
    private final HttpOptions options;
    private final boolean secure;
    private final Optional<AuditLog> audit;
    private final Connections connections;
    private final ProbeApi probes;
    private final Refusals refusals;
    private final LineApi line;
    private final QuestionApi questions;
    private final StandingApi standing;
    private final PictureApi pictures;
    private final AnswerApi answers;
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
        this.secure = tls.isPresent();
        this.connections = new Connections(options, tls);
        this.audit = options.audit().map(wished -> new AuditLog(wished, clock, json));
        RateLimits limits = new RateLimits(options.perSecond());
        this.refusals = new Refusals(limits, json);
        this.guard = new Guard(options, ring.isPresent(), limits);
        Optional<Sessions> begun = ring.map(keys -> new Sessions(keys, clock));
        SessionCookie cookie = new SessionCookie(secure, this::port);
        this.door = new Doorkeeper(ring, begun, cookie, limits);
        this.sessions = new SessionApi(ring, begun, cookie, json);
        this.line = new LineApi(state, names, broker, webhooks, archives, json);
        this.questions = new QuestionApi(writer, state, clock, json, late);
        this.standing = new StandingApi(writer, state, clock, json, late);
        this.pictures = new PictureApi(pictures, json);
        this.answers = new AnswerApi(state, json, late);
        this.asking = new AskTool(state, writer, answers, line::newestLetters, clock);
        this.reading = reader.filter(each -> !archives.places().isEmpty())
                .map(each -> new ArchiveTool(
                        archives, each, clock, () -> new ArchiveReader.Forgotten(names.pipeline(), state.forgotten())));
        List<McpTool> tools = new ArrayList<>(List.of(asking, new StreamsTool(state, names)));
        reading.ifPresent(tools::add);
        this.assistants = new McpApi(json, tools, late);
        this.events = new EventHub(json, state::all, Connections.PATIENCE);
        this.probes = new ProbeApi(ring, tls, audit, () -> problem.get().or(events::problem), json);
        this.metrics = new MetricsApi(
                new LineMetrics(state, names.pipeline()),
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
        config.jetty.addConnector(connections::connector);
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
        config.routes.get("/healthz", probes::health, Access.PROBE);
        config.routes.get("/readyz", probes::readiness, Access.PROBE);
        config.routes.get("/api/openapi.json", new OpenApi(json)::get, Access.ANYONE);
        config.routes.get("/metrics", metrics::get, Access.READ_ALL);
        config.routes.get("/api/session", sessions::get, Access.ANY_KEY);
        config.routes.post("/api/session", Bodies.first(SessionApi.LARGEST_BODY, sessions::post), Access.ANYONE);
        config.routes.delete("/api/session", sessions::delete, Access.ANYONE);
        config.routes.get("/api/line", line::line, Access.READ);
        config.routes.get("/api/streams", line::streams, Access.READ);
        config.routes.get("/api/state", line::state, Access.READ);
        config.routes.get("/api/pipeline", line::pipeline, Access.READ);
        config.routes.get("/api/events", events::open, Access.READ);
        config.routes.post("/api/questions", questions::post, Access.ASK);
        config.routes.get("/api/questions/{id}", answers::question, Access.READ);
        config.routes.get("/api/answers", answers::list, Access.READ);
        config.routes.get("/api/alerts", answers::alerts, Access.READ);
        config.routes.get("/api/dead-letters", line::deadLetters, Access.READ);
        config.routes.get("/api/pipelines", line::pipelines, Access.READ_ALL);
        config.routes.get("/api/standing-questions", standing::get, Access.READ);
        config.routes.post("/api/standing-questions", standing::post, Access.CONTROL);
        config.routes.delete("/api/standing-questions/{id}", standing::delete, Access.CONTROL);
        config.routes.get("/api/webhooks", line::webhooks, Access.READ_ALL);
        config.routes.get("/api/archives", line::archives, Access.READ_ALL);
        config.routes.get("/api/pictures", pictures::list, Access.READ);
        config.routes.get("/api/picture", pictures::picture, Access.READ);
        config.routes.get("/api/moment", pictures::moment, Access.READ);
        config.routes.get("/api/reconstruction", pictures::reconstruction, Access.READ);
        config.routes.post("/mcp", assistants::post, Access.READ);
        config.routes.get("/mcp", assistants::get, Access.READ);
        config.routes.exception(ApiError.class, refusals::refused);
        config.routes.exception(Exception.class, refusals::defect);
        config.routes.error(404, refusals::notFound);
    }

    private void answered(Context context) {
        metrics.answered(context);
        audit.ifPresent(log -> log.note(context));
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
        return URI.create((secure ? "https://" : "http://") + host + ":" + port() + "/");
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
