package io.winnow.read.flink;

import io.winnow.read.Admission;
import io.winnow.read.Contexts;
import io.winnow.read.Outlook;
import io.winnow.read.ReadAnswer;
import io.winnow.read.ReadContext;
import io.winnow.read.ReadOptions;
import io.winnow.read.ReadRefused;
import io.winnow.read.Stretch;
import io.winnow.records.Answer;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Question;
import io.winnow.records.RecordId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/**
 * Leads each request from waiting through the engine to its answer, one a question and stream, one at a time of a standing question. What it must know after a restore is in the stream's state.
 * For the task's thread.
 */
final class Desk {
    private final ReadOptions options;
    private final Contexts contexts;
    private final StreamState state;
    private final Consumer<String> key;
    private final ProcessingTimeService time;
    private final Album album;
    private final Flights flights;
    private final Answers answers;
    private final Letters letters;
    private final ReadMetrics metrics;
    private final StandingAnswers standing;
    private final ReadOutput output;
    private final Map<String, Set<String>> waiting = new HashMap<>();
    private final Pins pins = new Pins();
    private final Deque<Ticket> queue = new ArrayDeque<>();
    private final Set<Ticket> flying = new HashSet<>();
    private final Set<Ticket> forgotten = new HashSet<>();
    private final Runnable clearCache;
    private final PicturePatience patience;
    private boolean elementsEnded;

    Desk(Tools tools) {
        this.options = tools.options();
        this.contexts = tools.contexts();
        this.album = tools.album();
        this.patience = new PicturePatience(tools.album(), tools.time());
        this.state = tools.state();
        this.key = tools.key();
        this.time = tools.time();
        this.flights = tools.flights();
        this.answers = tools.answers();
        this.letters = tools.letters();
        this.metrics = tools.metrics();
        this.standing = tools.standing();
        this.output = tools.output();
        this.clearCache = tools.clearCache();
    }

    /** What a desk works with: {@code key} makes a stream the current key, {@code clearCache} drops what the engine has computed of any. */
    record Tools(
            ReadOptions options,
            Contexts contexts,
            StreamState state,
            Album album,
            Consumer<String> key,
            ProcessingTimeService time,
            Flights flights,
            Answers answers,
            Letters letters,
            ReadMetrics metrics,
            StandingAnswers standing,
            ReadOutput output,
            Runnable clearCache) {}

    /** Hears what becomes of occurrences of standing questions, while their stream is the current key. */
    interface StandingAnswers {
        /** @param newest of the windows that the answer rests on */
        void answered(Answer answer, PrunedWindow newest) throws Exception;

        /** @param occurrence that has no answer */
        void refused(Question occurrence, String stream, ReadRefused why) throws Exception;
    }

    /** Whether nothing is under way; requests may still wait for windows. */
    boolean idle() {
        return queue.isEmpty() && flights.inFlight() == 0;
    }

    /** Whether requests wait for room in the engine. */
    boolean isBehind() {
        return !queue.isEmpty();
    }

    /** Streams that were asked about, whether or not anything of them has come. */
    Set<String> asked() {
        return Set.copyOf(waiting.keySet());
    }

    /** Numbers of the windows of a stream that must stay. */
    Collection<Long> pinned(String stream) {
        return pins.of(stream);
    }

    /** Puts a question to a stream, unless it waits there, is under way or was answered. */
    void put(String stream, Question question) throws Exception {
        key.accept(stream);
        if (state.request(question.id()).isEmpty()) {
            state.requests().put(question.id(), Request.waiting(question));
            metrics.question();
            await(stream, question.id(), question);
            decide(stream, question.id());
        }
    }

    /** Puts one occurrence of a standing question to a stream, on its newest windows. The one before must be answered, refused or withdrawn. */
    void ask(String stream, Question question, long occurrence) throws Exception {
        key.accept(stream);
        SortedMap<Long, PrunedWindow> kept = state.newest(contexts.tokens());
        List<Long> numbers = numbers(kept, Admission.newestOf(List.copyOf(kept.values()), contexts.tokens()));
        Request request = Request.standing(question, occurrence, numbers);
        state.requests().put(request.key(), request);
        metrics.question();
        pins.put(stream, request.key(), numbers);
        await(stream, request.key(), question);
        if (waiting.getOrDefault(stream, Set.of()).contains(request.key())) {
            decide(stream, request.key());
        }
    }

    /** Takes back an occurrence of a standing question, where one is not answered yet. */
    void withdraw(String stream, String question) throws Exception {
        key.accept(stream);
        String id = Request.standingKey(question);
        if (state.request(id).isPresent()) {
            queue.removeIf(ticket ->
                    ticket.stream().equals(stream) && ticket.question().equals(id));
            drop(stream, id);
        }
    }

    /** What a stream showed was forgotten: what was asked about it and is not answered has no answer. */
    void drop(String stream) throws Exception {
        key.accept(stream);
        List<Request> open = new ArrayList<>();
        for (Request request : state.requests().values()) {
            if (!request.settled()) {
                open.add(request);
            }
        }
        queue.removeIf(ticket -> ticket.stream().equals(stream));
        flying.stream().filter(ticket -> ticket.stream().equals(stream)).forEach(forgotten::add);
        for (Request request : open) {
            refuse(
                    stream,
                    request,
                    new ReadRefused(
                            "FORGOTTEN",
                            "stream " + stream + " was forgotten before the question was answered",
                            "Ask about another stream, or again when this one is added anew."));
        }
    }

    /** Takes up what a restored stream has left to do. */
    void restore(String stream) throws Exception {
        key.accept(stream);
        for (Map.Entry<String, Request> entry : state.requests().entries()) {
            if (entry.getValue().settled()) {
                continue;
            }
            pins.put(stream, entry.getKey(), entry.getValue().windows());
            if (entry.getValue().admitted()) {
                queue(stream, entry.getKey());
            } else {
                await(stream, entry.getKey(), entry.getValue().question().orElseThrow());
            }
        }
    }

    private void await(String stream, String id, Question question) {
        waiting.computeIfAbsent(stream, any -> new LinkedHashSet<>()).add(id);
        OptionalLong deadline = Deadlines.of(question, options);
        if (deadline.isPresent()) {
            var unused = time.registerTimer(deadline.getAsLong() + 1, now -> revisit(stream));
        }
    }

    /** Looks at the requests of a stream that wait, after it has changed or time has passed. */
    void revisit(String stream) throws Exception {
        for (String question : List.copyOf(waiting.getOrDefault(stream, Set.of()))) {
            key.accept(stream);
            decide(stream, question);
        }
    }

    /** No more windows come, and no more streams: what waits is answered or refused. */
    void elementsEnded() throws Exception {
        elementsEnded = true;
        for (String stream : List.copyOf(waiting.keySet())) {
            revisit(stream);
        }
    }

    /** Drops what is remembered of a settled request of the current stream. */
    void forget(String stream, String question) throws Exception {
        key.accept(stream);
        if (state.request(question).map(Request::settled).orElse(false)) {
            state.requests().remove(question);
        }
    }

    private void decide(String stream, String id) throws Exception {
        Request request = state.requests().get(id);
        Question question = request.question().orElseThrow();
        if (Deadlines.passed(question, options, time.getCurrentProcessingTime())) {
            refuse(stream, request, Deadlines.refusal());
            return;
        }
        if (elementsEnded && !state.known()) {
            refuse(stream, request, noStream("the run has no stream " + stream));
            return;
        }
        Outlook outlook = elementsEnded ? Outlook.OVER : state.info().outlook();
        // Looked at first, since each window that comes is a reason to look again, and many may be kept.
        if (!request.standing() && Admission.waits(question, state.last(), outlook)) {
            return;
        }
        SortedMap<Long, PrunedWindow> kept = request.standing() ? state.windows(request.windows()) : state.windows();
        List<PrunedWindow> inOrder = List.copyOf(kept.values());
        Admission.Decision decision = request.standing()
                ? new Admission.Read(inOrder)
                : Admission.decide(question, inOrder, outlook, contexts.tokens());
        if (decision instanceof Admission.Refuse refusal) {
            refuse(stream, request, refusal.why());
        } else if (decision instanceof Admission.Pass) {
            drop(stream, id);
        } else if (decision instanceof Admission.Read read && !waitsForPictures(stream, id, read.windows())) {
            List<Long> numbers = numbers(kept, read.windows());
            state.requests().put(id, request.admitted(numbers));
            waiting.getOrDefault(stream, Set.of()).remove(id);
            pins.put(stream, id, numbers);
            queue(stream, id);
            next();
        }
    }

    private static List<Long> numbers(SortedMap<Long, PrunedWindow> kept, List<PrunedWindow> wanted) {
        Set<RecordId> ids = wanted.stream().map(PrunedWindow::id).collect(Collectors.toSet());
        return kept.entrySet().stream()
                .filter(window -> ids.contains(window.getValue().id()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean waitsForPictures(String stream, String id, List<PrunedWindow> windows) throws Exception {
        return !elementsEnded && patience.waits(stream, id, windows, now -> revisit(stream));
    }

    static ReadRefused noStream(String what) {
        return new ReadRefused("NO_STREAM", what, "Ask about one of the streams that winnow streams list shows.");
    }

    private void queue(String stream, String question) {
        queue.add(new Ticket(stream, question, System.nanoTime()));
    }

    /** Gives the engine what it has room for. */
    void next() throws Exception {
        while (!queue.isEmpty() && flights.inFlight() < options.inFlight()) {
            Ticket ticket = queue.remove();
            key.accept(ticket.stream());
            Optional<Request> waits = state.request(ticket.question()).filter(request -> !request.settled());
            if (waits.isEmpty()) {
                continue;
            }
            Request request = waits.get();
            Question question = request.question().orElseThrow();
            if (Deadlines.passed(question, options, time.getCurrentProcessingTime())) {
                refuse(ticket.stream(), request, Deadlines.refusal());
                continue;
            }
            try {
                start(
                        ticket,
                        request,
                        question,
                        List.copyOf(state.windows(request.windows()).values()));
            } catch (ReadRefused refused) {
                refuse(ticket.stream(), request, refused);
            }
        }
    }

    private void start(Ticket ticket, Request request, Question question, List<PrunedWindow> windows) throws Exception {
        ReadContext context = contexts.of(windows, Stretch.of(question.fromMicros(), question.toMicros()));
        double waited = ticket.millisSince();
        flights.start(ticket.stream(), question, context, album.of(context), new Flights.Landing() {
            @Override
            public boolean wanted() throws Exception {
                return !isWithdrawn(ticket, request);
            }

            @Override
            public void answered(ReadAnswer given) throws Exception {
                landed(ticket);
                if (isWithdrawn(ticket, request)) {
                    next();
                    return;
                }
                Answer answer = answers.of(
                        question,
                        request.occurrence(),
                        ticket.stream(),
                        context,
                        windows.get(0).tokenizer(),
                        given,
                        waited);
                output.answer(answer);
                metrics.answered(answer, windows, given.result().sight());
                settle(ticket.stream(), ticket.question());
                if (request.standing()) {
                    state.requests().remove(ticket.question());
                    standing.answered(answer, windows.get(windows.size() - 1));
                }
                next();
            }

            @Override
            public void failed(ReadRefused why) throws Exception {
                landed(ticket);
                if (!isWithdrawn(ticket, request)) {
                    refuse(ticket.stream(), request, why);
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
    private boolean isWithdrawn(Ticket ticket, Request request) throws Exception {
        key.accept(ticket.stream());
        return state.request(ticket.question())
                .map(now -> now.occurrence() != request.occurrence()
                        || !now.question().equals(request.question())
                        || !now.windows().equals(request.windows()))
                .orElse(true);
    }

    private void refuse(String stream, Request request, ReadRefused why) throws Exception {
        Question question = request.question().orElseThrow();
        drop(stream, request.key());
        if (request.standing()) {
            standing.refused(question, stream, why);
        } else {
            letter(question, stream, why);
        }
    }

    /** Leaves a request without an answer; asked again, it is a new one. */
    private void drop(String stream, String question) throws Exception {
        settle(stream, question);
        state.requests().remove(question);
    }

    /** Says that a question has no answer. */
    void letter(Question question, String stream, ReadRefused why) {
        output.letter(letters.question(question, stream, why));
    }

    private void settle(String stream, String question) throws Exception {
        key.accept(stream);
        state.requests().put(question, Request.SETTLED);
        patience.forget(stream, question);
        Optional.ofNullable(waiting.get(stream)).ifPresent(ids -> ids.remove(question));
        pins.remove(stream, question);
    }
}
