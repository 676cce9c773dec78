package io.winnow.read.flink;

import io.winnow.read.Contexts;
import io.winnow.read.ReadAnswer;
import io.winnow.read.ReadContext;
import io.winnow.read.ReadOptions;
import io.winnow.read.ReadRefused;
import io.winnow.read.Stretch;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Question;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/** Gives the engine admitted requests in their order, as many at once as it is to have, and drops what it says of one that was taken back meanwhile. For the task's thread. */
final class Departures {
    private final ReadOptions options;
    private final Contexts contexts;
    private final StreamState state;
    private final Docket docket;
    private final ProcessingTimeService time;
    private final Album album;
    private final Flights flights;
    private final Runnable clearCache;
    private final Arrivals arrivals;
    private final Deque<Ticket> queue = new ArrayDeque<>();
    private final Set<Ticket> flying = new HashSet<>();
    private final Set<Ticket> forgotten = new HashSet<>();

    /** Hears how requests ended that were not taken back. */
    interface Arrivals {
        void answered(String stream, Request request, Reading reading) throws Exception;

        void refused(String stream, Request request, ReadRefused why) throws Exception;
    }

    /**
     * What the engine made of a request.
     *
     * @param context that it read
     * @param windows of that context
     * @param waitedMillis from its admission to when the engine took it
     */
    record Reading(ReadContext context, List<PrunedWindow> windows, ReadAnswer given, double waitedMillis) {}

    Departures(Desk.Tools tools, Docket docket, Arrivals arrivals) {
        this.options = tools.options();
        this.contexts = tools.contexts();
        this.state = tools.state();
        this.docket = docket;
        this.time = tools.time();
        this.album = tools.album();
        this.flights = tools.flights();
        this.clearCache = tools.clearCache();
        this.arrivals = arrivals;
    }

    /** Whether nothing is under way. */
    boolean idle() {
        return queue.isEmpty() && flights.inFlight() == 0;
    }

    /** Whether requests wait for room in the engine. */
    boolean isBehind() {
        return !queue.isEmpty();
    }

    /** A request waits for the engine. */
    void add(String stream, String question) {
        queue.add(new Ticket(stream, question, System.nanoTime()));
    }

    /** A request waits for the engine no more; what the engine says of one that it has already is dropped by what the docket knows then. */
    void remove(String stream, String question) {
        queue.removeIf(
                ticket -> ticket.stream().equals(stream) && ticket.question().equals(question));
    }

    /** No request to a stream waits for the engine, and what the engine has computed of it when one lands does not stay. */
    void forget(String stream) {
        queue.removeIf(ticket -> ticket.stream().equals(stream));
        flying.stream().filter(ticket -> ticket.stream().equals(stream)).forEach(forgotten::add);
    }

    /** Gives the engine what it has room for. */
    void next() throws Exception {
        while (!queue.isEmpty() && flights.inFlight() < options.inFlight()) {
            Ticket ticket = queue.remove();
            Optional<Request> waits =
                    docket.request(ticket.stream(), ticket.question()).filter(request -> !request.settled());
            if (waits.isPresent()) {
                depart(ticket, waits.get());
            }
        }
    }

    private void depart(Ticket ticket, Request request) throws Exception {
        Question question = request.question().orElseThrow();
        if (Deadlines.passed(question, options, time.getCurrentProcessingTime())) {
            arrivals.refused(ticket.stream(), request, Deadlines.refusal());
            return;
        }
        try {
            start(
                    ticket,
                    request,
                    question,
                    List.copyOf(state.windows(request.windows()).values()));
        } catch (ReadRefused refused) {
            arrivals.refused(ticket.stream(), request, refused);
        }
    }

    private void start(Ticket ticket, Request request, Question question, List<PrunedWindow> windows) throws Exception {
        ReadContext context = contexts.of(windows, Stretch.of(question.fromMicros(), question.toMicros()));
        double waited = ticket.millisSince();
        flights.start(ticket.stream(), question, context, album.of(context), new Flights.Landing() {
            @Override
            public boolean wanted() throws Exception {
                return !isTakenBack(ticket, request);
            }

            @Override
            public void answered(ReadAnswer given) throws Exception {
                landed(ticket);
                if (wanted()) {
                    arrivals.answered(ticket.stream(), request, new Reading(context, windows, given, waited));
                }
                next();
            }

            @Override
            public void failed(ReadRefused why) throws Exception {
                landed(ticket);
                if (wanted()) {
                    arrivals.refused(ticket.stream(), request, why);
                }
                next();
            }
        });
        flying.add(ticket);
    }

    /** What the engine computed of a stream that was forgotten meanwhile is in its cache since. */
    private void landed(Ticket ticket) {
        flying.remove(ticket);
        if (forgotten.remove(ticket)) {
            clearCache.run();
        }
    }

    /** Whether a request in the engine was taken back meanwhile; another may stand in its place. */
    private boolean isTakenBack(Ticket ticket, Request request) throws Exception {
        return docket.request(ticket.stream(), ticket.question())
                .map(now -> now.occurrence() != request.occurrence()
                        || !now.question().equals(request.question())
                        || !now.windows().equals(request.windows()))
                .orElse(true);
    }
}
