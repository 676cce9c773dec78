package io.winnow.read.flink;

import io.winnow.read.Admission;
import io.winnow.read.Contexts;
import io.winnow.read.Outlook;
import io.winnow.read.ReadOptions;
import io.winnow.read.ReadRefused;
import io.winnow.records.Answer;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Question;
import io.winnow.records.RecordId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/**
 * Decides when a request that was put to a stream has its windows and may be read, and what becomes of one that never will: one answer a question and stream, one at a time of a standing question.
 * For the task's thread.
 */
final class Desk implements Departures.Arrivals {
    private final ReadOptions options;
    private final Contexts contexts;
    private final StreamState state;
    private final Consumer<String> key;
    private final ProcessingTimeService time;
    private final Docket docket;
    private final PicturePatience patience;
    private final Departures departures;
    private final Answers answers;
    private final Letters letters;
    private final ReadMetrics metrics;
    private final StandingAnswers standing;
    private final ReadOutput output;
    private boolean elementsEnded;

    Desk(Tools tools) {
        this.options = tools.options();
        this.contexts = tools.contexts();
        this.state = tools.state();
        this.key = tools.key();
        this.time = tools.time();
        this.docket = new Docket(tools.state(), tools.key());
        this.patience = new PicturePatience(tools.album(), tools.time());
        this.departures = new Departures(tools, docket, this);
        this.answers = tools.answers();
        this.letters = tools.letters();
        this.metrics = tools.metrics();
        this.standing = tools.standing();
        this.output = tools.output();
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
        return departures.idle();
    }

    /** Whether requests wait for room in the engine. */
    boolean isBehind() {
        return departures.isBehind();
    }

    /** Streams that were asked about, whether or not anything of them has come. */
    Set<String> asked() {
        return docket.asked();
    }

    /** Numbers of the windows of a stream that must stay. */
    Collection<Long> pinned(String stream) {
        return docket.pinned(stream);
    }

    /** Puts a question to a stream, unless it waits there, is under way or was answered. */
    void put(String stream, Question question) throws Exception {
        if (docket.request(stream, question.id()).isEmpty()) {
            Request request = Request.waiting(question);
            add(stream, request);
            decide(stream, request.key());
        }
    }

    /** Puts one occurrence of a standing question to a stream, on its newest windows. The one before must be answered, refused or withdrawn. */
    void ask(String stream, Question question, long occurrence) throws Exception {
        key.accept(stream);
        SortedMap<Long, PrunedWindow> kept = state.newest(contexts.tokens());
        List<Long> numbers = numbers(kept, Admission.newestOf(List.copyOf(kept.values()), contexts.tokens()));
        Request request = Request.standing(question, occurrence, numbers);
        add(stream, request);
        if (docket.waiting(stream).contains(request.key())) {
            decide(stream, request.key());
        }
    }

    private void add(String stream, Request request) throws Exception {
        docket.add(stream, request);
        metrics.question();
        watch(stream, request);
    }

    /** A request that waits is looked at again when its deadline has passed. */
    private void watch(String stream, Request request) {
        OptionalLong deadline = Deadlines.of(request.question().orElseThrow(), options);
        if (deadline.isPresent()) {
            var unused = time.registerTimer(deadline.getAsLong() + 1, now -> revisit(stream));
        }
    }

    /** Takes back an occurrence of a standing question, where one is not answered yet. */
    void withdraw(String stream, String question) throws Exception {
        String id = Request.standingKey(question);
        if (docket.request(stream, id).isPresent()) {
            departures.remove(stream, id);
            drop(stream, id);
        }
    }

    /** What a stream showed was forgotten: what was asked about it and is not answered has no answer. */
    void drop(String stream) throws Exception {
        departures.forget(stream);
        for (Request request : docket.open(stream)) {
            refused(
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
        for (Request request : docket.open(stream)) {
            docket.resume(stream, request);
            if (request.admitted()) {
                departures.add(stream, request.key());
            } else {
                watch(stream, request);
            }
        }
    }

    /** Gives the engine what it has room for. */
    void next() throws Exception {
        departures.next();
    }

    /** Looks at the requests of a stream that wait, after it has changed or time has passed. */
    void revisit(String stream) throws Exception {
        for (String question : docket.waiting(stream)) {
            decide(stream, question);
        }
    }

    /** No more windows come, and no more streams: what waits is answered or refused. */
    void elementsEnded() throws Exception {
        elementsEnded = true;
        for (String stream : docket.asked()) {
            revisit(stream);
        }
    }

    /** Drops what is remembered of a settled request. */
    void forget(String stream, String question) throws Exception {
        if (docket.request(stream, question).map(Request::settled).orElse(false)) {
            docket.remove(stream, question);
        }
    }

    private void decide(String stream, String id) throws Exception {
        Request request = docket.request(stream, id).orElseThrow();
        Question question = request.question().orElseThrow();
        if (Deadlines.passed(question, options, time.getCurrentProcessingTime())) {
            refused(stream, request, Deadlines.refusal());
            return;
        }
        if (elementsEnded && !state.known()) {
            refused(stream, request, noStream("the run has no stream " + stream));
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
            refused(stream, request, refusal.why());
        } else if (decision instanceof Admission.Pass) {
            drop(stream, id);
        } else if (decision instanceof Admission.Read read && !waitsForPictures(stream, id, read.windows())) {
            docket.admit(stream, request, numbers(kept, read.windows()));
            departures.add(stream, id);
            departures.next();
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

    @Override
    public void answered(String stream, Request request, Departures.Reading reading) throws Exception {
        Answer answer = answers.of(
                request.question().orElseThrow(),
                request.occurrence(),
                stream,
                reading.context(),
                reading.windows().get(0).tokenizer(),
                reading.given(),
                reading.waitedMillis());
        output.answer(answer);
        metrics.answered(answer, reading.windows(), reading.given().result().sight());
        if (request.standing()) {
            drop(stream, request.key());
            standing.answered(answer, reading.windows().get(reading.windows().size() - 1));
        } else {
            patience.forget(stream, request.key());
            docket.settle(stream, request.key());
        }
    }

    @Override
    public void refused(String stream, Request request, ReadRefused why) throws Exception {
        Question question = request.question().orElseThrow();
        drop(stream, request.key());
        if (request.standing()) {
            standing.refused(question, stream, why);
        } else {
            letter(question, stream, why);
        }
    }

    /** Leaves a request without an answer; asked again, it is a new one. */
    private void drop(String stream, String id) throws Exception {
        patience.forget(stream, id);
        docket.remove(stream, id);
    }

    /** Says that a question has no answer. */
    void letter(Question question, String stream, ReadRefused why) {
        output.letter(letters.question(question, stream, why));
    }
}
