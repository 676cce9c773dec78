package io.winnow.gateway.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.winnow.records.Span;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values that the page gets as JSON, field by field. Fields may be added, never removed or retyped. */
public final class Views {
    private Views() {}

    /**
     * The whole line.
     *
     * @param run shown, empty where none was seen yet
     * @param atMillis when this was taken
     * @param state whether the pipeline is heard of
     * @param snapshotAgeMillis since the newest snapshot of its metrics came, by this gateway's clock; of a silent run whose snapshots are gone, since one of its streams told its state; absent otherwise
     * @param problem why what is shown is old, in a sentence; empty where it is not
     * @param stages source, decode, tokenize, prune, read
     * @param bytes how little is left of the pixels
     * @param unreadable records on the topics that this gateway could not read, by topic
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(
            String run,
            long atMillis,
            State state,
            @Nullable Long snapshotAgeMillis,
            String problem,
            List<Stage> stages,
            Bytes bytes,
            Map<String, Long> unreadable) {

        /** Whether a pipeline is heard of. */
        public enum State {
            /** Nothing was heard of it yet. */
            WAITING,
            /** It tells what it does. */
            RUNNING,
            /** It has said nothing for half a minute, and has not ended. */
            SILENT,
            /** Its run has ended in good order. */
            ENDED,
            /** It was stopped to go on later. */
            STOPPED
        }
    }

    /**
     * One stage of the line.
     *
     * @param name its name
     * @param value its figure now
     * @param unit of {@code value}
     * @param total so far
     * @param totalUnit of {@code total}
     * @param dropped what it did not hand on, by reason
     * @param deadLetters what it could not process, by reason
     * @param facts what else there is to say
     * @param history {@code value} at each of the last 60 seconds, oldest first
     */
    public record Stage(
            String name,
            double value,
            String unit,
            double total,
            String totalUnit,
            Map<String, Double> dropped,
            Map<String, Double> deadLetters,
            List<Fact> facts,
            List<Double> history) {}

    /**
     * A figure beside a stage's main one.
     *
     * @param label what it is
     * @param value the figure
     * @param unit {@code count}, {@code bytes}, {@code ms}, {@code ratio} or {@code cores}
     */
    public record Fact(String label, double value, String unit) {}

    /** Bytes of decoded pixels, of tokens made, of tokens kept. */
    public record Bytes(double pixels, double tokens, double kept) {}

    /** A stream's state; fields as in its topic. */
    public record Stream(
            String stream,
            String run,
            String state,
            long epoch,
            long lastFrameMicros,
            long lastFrameMillis,
            long frames,
            Map<String, Long> dropped,
            long reconnects,
            String message,
            long updatedMillis) {}

    /** A question that was asked; {@code stream} is empty where it is asked of each. */
    public record Asked(String id, String question, String stream, long askedMillis) {}

    /** The same with its answers so far, and what is being written of others. */
    public record AskedAnswered(
            String id,
            String question,
            String stream,
            long askedMillis,
            List<Answered> answers,
            List<Writing> writing) {}

    /**
     * What could not be processed; fields as in its topic, without the record itself.
     *
     * @param in short name of the topic that it lies in
     * @param key of the record that it was; empty for a source
     */
    public record DeadLetter(
            String in,
            String id,
            String key,
            String run,
            String consumer,
            String stream,
            String reason,
            String what,
            String where,
            String hint,
            long errors,
            long atMillis) {}

    /** A pipeline of the broker; {@code shown} is the one that this gateway shows. */
    public record Pipeline(String pipeline, boolean shown) {}

    /** A question that stands; fields as in its topic, without those that it does not use. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Standing(
            String id,
            String question,
            List<String> streams,
            @Nullable Long everyMillis,
            @Nullable Double change,
            String when,
            @Nullable Long deadlineMillis,
            long addedMillis) {

        Standing withStreams(List<String> others) {
            return new Standing(id, question, others, everyMillis, change, when, deadlineMillis, addedMillis);
        }
    }

    /** The newest alert of a standing question on a stream; fields as in its topic. */
    public record Alerted(
            String questionId,
            String stream,
            long occurrence,
            String state,
            String reason,
            String question,
            String when,
            String answer,
            double confidence,
            List<Span> evidence,
            long atMillis) {}

    /**
     * An endpoint that alerts are sent to; counts since this gateway was started.
     *
     * @param name its name
     * @param host of its address, the rest of which is nobody's business
     * @param state {@code READY}, {@code FAILING} or {@code GONE}
     * @param waiting alerts that it has not taken yet
     * @param sent alerts that it took
     * @param failed tries that it did not take, by reason
     * @param deadLetters alerts that it did not get, by reason
     * @param problem why it is failing; empty where it is not
     */
    public record Webhook(
            String name,
            String host,
            String state,
            int waiting,
            long sent,
            Map<String, Long> failed,
            Map<String, Long> deadLetters,
            String problem) {}

    /** The text of an answer that is being written. */
    public record Writing(String questionId, String stream, String text, boolean last) {}

    /** An answer, as the command prints it, with the question's id and the time; without what no endpoint was asked. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Answered(
            String questionId,
            long occurrence,
            long answeredMillis,
            String question,
            String answer,
            double confidence,
            String stream,
            List<Span> evidence,
            io.winnow.records.Answer.Counts tokens,
            io.winnow.records.Answer.Millis millis,
            Map<String, String> bundles,
            io.winnow.records.Answer.@Nullable Endpoint endpoint,
            @Nullable Deferral deferral) {

        /** The view of a reader's answer. */
        public static Answered of(io.winnow.records.Answer answer) {
            return new Answered(
                    answer.questionId(),
                    answer.occurrence(),
                    answer.answeredMillis(),
                    answer.question(),
                    answer.answer(),
                    answer.confidence(),
                    answer.stream(),
                    answer.evidence(),
                    answer.counts(),
                    answer.millis(),
                    Map.of(
                            "tokenizer", answer.tokenizer().toString(),
                            "reader", answer.reader().toString()),
                    answer.endpoint().orElse(null),
                    answer.deferral()
                            .map(deferral -> new Deferral(
                                    deferral.first().toString(), deferral.confidence(), deferral.problem()))
                            .orElse(null));
        }
    }

    /** The first reader of a cascade, how sure it was, and why the second gave no answer, or nothing. */
    public record Deferral(String first, double confidence, String problem) {}

    /** Everything at once, for a page that has just been opened; of {@code alerts} the newest of each question and stream, of {@code alertHistory} the last ones, oldest first. */
    public record All(
            Line line,
            List<Stream> streams,
            List<Asked> questions,
            List<Answered> answers,
            List<Writing> writing,
            List<Standing> standing,
            List<Alerted> alerts,
            List<Alerted> alertHistory) {}
}
