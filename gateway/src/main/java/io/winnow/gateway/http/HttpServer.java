package io.winnow.gateway.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.Location;
import io.winnow.gateway.live.LiveState;
import io.winnow.gateway.live.Views;
import io.winnow.gateway.pictures.PictureFollower;
import io.winnow.gateway.topics.QuestionWriter;
import io.winnow.topics.TopicNames;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page and its interface: {@code /}, {@code /api/line}, {@code /api/streams}, {@code /api/state}, {@code /api/events}, {@code /api/questions}, {@code /api/standing-questions}, {@code /api/webhooks}, {@code /api/pictures}, {@code /api/picture}, {@code /healthz}. */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final String REFUSED = "refused";
    private static final String PAGE = "/io/winnow/gateway/page";

    private final Json json = new Json();
    private final EventHub events = new EventHub(json);
    private final LiveState state;
    private final TopicNames names;
    private final Supplier<Optional<String>> problem;
    private final Supplier<List<Views.Webhook>> webhooks;
    private final Guard guard;
    private final QuestionApi questions;
    private final StandingApi standing;
    private final PictureApi pictures;
    private final Javalin server;
    private final String host;

    /**
     * Starts listening.
     *
     * @param problem why nothing is read from the topics at the moment
     * @param webhooks the endpoints that alerts are sent to
     * @param pictures what streams show
     * @throws io.javalin.util.JavalinBindException where the port cannot be had
     */
    public HttpServer(
            String host,
            int port,
            Set<String> allowedHosts,
            TopicNames names,
            LiveState state,
            QuestionWriter writer,
            Clock clock,
            Supplier<Optional<String>> problem,
            Supplier<List<Views.Webhook>> webhooks,
            PictureFollower pictures) {
        this.host = host;
        this.names = names;
        this.state = state;
        this.problem = problem;
        this.webhooks = webhooks;
        this.guard = new Guard(host, allowedHosts);
        this.questions = new QuestionApi(writer, json);
        this.standing = new StandingApi(writer, state, clock, json);
        this.pictures = new PictureApi(pictures, json);
        this.server = Javalin.create(this::configure);
        state.listen(events::publish);
        server.start(host, port);
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.staticFiles.add(PAGE, Location.CLASSPATH);
        config.routes.before(guard::check);
        config.routes.get("/healthz", this::health);
        config.routes.get("/api/line", context -> json.send(context, 200, state.lineView()));
        config.routes.get("/api/streams", context -> json.send(context, 200, Map.of("streams", state.streamViews())));
        config.routes.get("/api/state", context -> json.send(context, 200, state.all()));
        config.routes.get(
                "/api/pipeline",
                context -> json.send(context, 200, Map.of("pipeline", names.pipeline(), "run", state.run())));
        config.routes.sse("/api/events", client -> events.open(client, state::all));
        config.routes.post("/api/questions", questions::post);
        config.routes.get("/api/standing-questions", standing::get);
        config.routes.post("/api/standing-questions", standing::post);
        config.routes.delete("/api/standing-questions/{id}", standing::delete);
        config.routes.get("/api/webhooks", context -> json.send(context, 200, Map.of("webhooks", webhooks.get())));
        config.routes.get("/api/pictures", pictures::list);
        config.routes.get("/api/picture", pictures::picture);
        config.routes.exception(ApiError.class, this::refused);
        config.routes.exception(Exception.class, this::defect);
        config.routes.error(404, this::notFound);
    }

    private void health(Context context) {
        Optional<String> why = problem.get();
        if (why.isEmpty()) {
            json.send(context, 200, Map.of("status", "ok"));
        } else {
            json.send(context, 503, Map.of("status", "waiting", "why", why.get()));
        }
    }

    private void refused(ApiError error, Context context) {
        context.attribute(REFUSED, true);
        json.send(context, error.status(), error.json());
    }

    /** Javalin's handler of a status hears of those that were refused with a reason too. */
    private void notFound(Context context) {
        if (context.attribute(REFUSED) != null) {
            return;
        }
        ApiError error = new ApiError(
                404,
                "NOT_FOUND",
                "there is nothing at this address",
                "the path",
                "open / or see the docs for the interface");
        json.send(context, error.status(), error.json());
    }

    private void defect(Exception failure, Context context) {
        LOG.error("serving {} {}", context.method(), context.path(), failure);
        ApiError error =
                new ApiError(500, "INTERNAL", "the gateway failed to serve this", "the gateway", "see its log");
        json.send(context, error.status(), error.json());
    }

    /** The page's address. */
    public URI address() {
        return URI.create("http://" + host + ":" + server.port() + "/");
    }

    @Override
    public void close() {
        events.close();
        server.stop();
    }
}
