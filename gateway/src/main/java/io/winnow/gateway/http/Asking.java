package io.winnow.gateway.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.winnow.gateway.live.LiveState;
import io.winnow.gateway.live.Views;
import io.winnow.gateway.live.Views.Answered;
import io.winnow.records.Moment;
import io.winnow.records.Span;
import io.winnow.topics.TopicRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A question that was put to streams, and what is known so far of what became of it. Used by one thread after the other. */
final class Asking {
    private static final int SPANS_TOLD = 3;

    private final Map<String, String> streams;
    private final Map<String, String> unput;
    private final Optional<String> note;
    private final Caller caller;
    private final long untilNanos;
    private final Map<String, List<Answered>> answers = new LinkedHashMap<>();
    private final Map<String, String> refusals = new LinkedHashMap<>();

    /** Why a question has no answer, as the document of the interface foresees it. */
    private record Unanswered(String questionId, String stream, String why) {}

    /** What has become of a question, as the document of the interface foresees it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Result(
            List<Answered> answers,
            List<Unanswered> unanswered,
            @Nullable String note) {}

    /**
     * One that was just put.
     *
     * @param streams that it was put to, by the id that it has there
     * @param unput why it was put to others not, by their streams
     * @param note what is to be known of the run
     * @param seconds to wait for answers
     */
    Asking(Map<String, String> streams, Map<String, String> unput, Optional<String> note, Caller caller, long seconds) {
        this.streams = streams;
        this.unput = unput;
        this.note = note;
        this.caller = caller;
        this.untilNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }

    Caller caller() {
        return caller;
    }

    /** What is left of the time to wait. */
    long leftNanos() {
        return untilNanos - System.nanoTime();
    }

    /** The ids under which nothing has become of it. */
    List<String> open() {
        return streams.keySet().stream()
                .filter(id -> !answers.containsKey(id) && !refusals.containsKey(id))
                .toList();
    }

    void takeAnswers(LiveState state) {
        open().forEach(id -> state.question(id, caller.scope())
                .map(Views.AskedAnswered::answers)
                .filter(given -> !given.isEmpty())
                .ifPresent(given -> answers.put(id, given)));
    }

    void takeRefusals(List<Views.DeadLetter> letters) {
        List<String> open = open();
        letters.stream()
                .filter(letter -> letter.in().equals(TopicRegistry.QUESTIONS_DLQ.name()))
                .filter(letter -> open.contains(letter.key()))
                .forEach(letter -> refusals.put(letter.key(), letter.what() + ". " + letter.hint()));
    }

    McpResult result() {
        List<Answered> given = answers.values().stream().flatMap(List::stream).toList();
        List<Unanswered> lacking = new ArrayList<>();
        streams.forEach((id, stream) -> {
            if (!answers.containsKey(id)) {
                lacking.add(new Unanswered(id, stream, why(id)));
            }
        });
        unput.forEach((stream, why) -> lacking.add(new Unanswered("", stream, "it was not asked, since " + why)));
        List<String> lines = new ArrayList<>();
        given.forEach(answer -> lines.add(line(answer)));
        lacking.forEach(asked -> lines.add(asked.stream() + ": " + asked.why()));
        note.filter(known -> !lacking.isEmpty()).ifPresent(lines::add);
        return new McpResult(String.join("\n", lines), new Result(given, lacking, note.orElse(null)));
    }

    /** An answer in a line of words. */
    static String line(Answered answer) {
        return answer.stream() + ": " + answer.answer() + sure(answer);
    }

    private String why(String id) {
        return refusals.containsKey(id)
                ? "no answer, since " + refusals.get(id)
                : "no answer so far; when there is one, GET /api/questions/" + id + " has it";
    }

    private static String sure(Answered answer) {
        String seen =
                answer.evidence().stream().limit(SPANS_TOLD).map(Asking::words).collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT, " (%.0f %% sure%s)", 100 * answer.confidence(), seen.isEmpty() ? "" : "; seen " + seen);
    }

    private static String words(Span span) {
        return new Moment(span.startMicros(), span.clock()).words() + " to "
                + new Moment(span.endMicros(), span.clock()).words();
    }
}
