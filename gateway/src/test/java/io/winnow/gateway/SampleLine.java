package io.winnow.gateway;

import io.winnow.metrics.MetricNames;
import io.winnow.records.Alert;
import io.winnow.records.Answer;
import io.winnow.records.AnswerDelta;
import io.winnow.records.Axis;
import io.winnow.records.BundleRef;
import io.winnow.records.Clock;
import io.winnow.records.DeadLetter;
import io.winnow.records.Grid;
import io.winnow.records.MetricSnapshot;
import io.winnow.records.Origin;
import io.winnow.records.Preview;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Question;
import io.winnow.records.RecordIds;
import io.winnow.records.RunEnded;
import io.winnow.records.Span;
import io.winnow.records.StreamControl;
import io.winnow.records.StreamStatus;
import io.winnow.records.Timings;
import io.winnow.records.Tokens;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to a pipeline's topics what its stages would. */
final class SampleLine implements AutoCloseable {
    private static final BundleRef TOKENIZER = new BundleRef("lite0-cells", "ab".repeat(32));
    private static final BundleRef READER = new BundleRef("reader", "cd".repeat(32));

    private final KafkaProducer<byte[], byte[]> producer;
    private final TopicNames names;
    private final String run;
    private long ordinals;

    SampleLine(String bootstrap, TopicNames names, String run) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer());
        this.names = names;
        this.run = run;
    }

    void forget(String stream, long atMillis) throws ExecutionException, InterruptedException {
        write(TopicRegistry.CONTROL, stream, StreamControl.forget(stream, atMillis));
    }

    /** A snapshot of every stage after so many frames of which four in five were left out. */
    void metrics(long frames, long atMillis) throws ExecutionException, InterruptedException {
        long records = frames / 5;
        write(
                TopicRegistry.METRICS,
                "decode",
                new MetricSnapshot(
                        run,
                        "decode",
                        0,
                        Map.of(
                                MetricNames.STREAMS_ACTIVE,
                                2.0,
                                MetricNames.FRAMES,
                                (double) frames,
                                MetricNames.FRAMES_DROPPED + "{reason=POLICY}",
                                0.8 * frames,
                                MetricNames.PIXEL_BYTES,
                                records * 1280.0 * 720 * 3,
                                MetricNames.DECODE_MICROS,
                                900.0 * frames),
                        atMillis));
        write(
                TopicRegistry.METRICS,
                "tokenize",
                new MetricSnapshot(
                        run,
                        "tokenize",
                        0,
                        Map.of(
                                MetricNames.RECORDS,
                                (double) records,
                                MetricNames.TOKENS,
                                49.0 * records,
                                MetricNames.TOKEN_BYTES,
                                74.0 * records,
                                MetricNames.TOKENIZE_MICROS,
                                8_100.0 * records,
                                MetricNames.DEAD_LETTERS + "{reason=DECODE}",
                                1.0),
                        atMillis));
        write(
                TopicRegistry.METRICS,
                "prune",
                new MetricSnapshot(
                        run,
                        "prune",
                        0,
                        Map.of(
                                MetricNames.WINDOWS, records / 16.0,
                                MetricNames.TOKENS_SEEN, 49.0 * records,
                                MetricNames.TOKENS_KEPT, 12.25 * records,
                                MetricNames.KEPT_BYTES, 18.5 * records),
                        atMillis));
        write(
                TopicRegistry.METRICS,
                "read",
                new MetricSnapshot(
                        run,
                        "read",
                        0,
                        Map.of(
                                MetricNames.QUESTIONS,
                                records / 40.0 + 1,
                                MetricNames.ANSWERS,
                                records / 40.0,
                                MetricNames.FIRST_TOKEN_MS + ".p50",
                                61.0),
                        atMillis));
    }

    void alert(String question, String stream, long occurrence) throws ExecutionException, InterruptedException {
        alert(TopicRegistry.ALERTS, question, stream, occurrence);
    }

    void alert(Topic<Alert> topic, String question, String stream, long occurrence)
            throws ExecutionException, InterruptedException {
        write(
                topic,
                question,
                new Alert(
                        RecordIds.alert(run, "read", question, stream, occurrence, "FIRING"),
                        question,
                        run,
                        stream,
                        occurrence,
                        Alert.State.FIRING,
                        Alert.Reason.ANSWER,
                        "Is the gate open?",
                        "answer is yes",
                        "yes",
                        0.75,
                        List.of(),
                        System.currentTimeMillis()));
    }

    void stream(String id, StreamStatus.State state, long frames, String message)
            throws ExecutionException, InterruptedException {
        write(
                TopicRegistry.STREAMS,
                id,
                new StreamStatus(
                        id,
                        run,
                        state,
                        0,
                        frames * 40_000,
                        System.currentTimeMillis() - 500,
                        frames,
                        frames == 0 ? Map.of() : Map.of("POLICY", frames * 4 / 5),
                        state == StreamStatus.State.FAILED ? 3 : 0,
                        message,
                        System.currentTimeMillis()));
    }

    void question(String id, String text, Optional<String> stream) throws ExecutionException, InterruptedException {
        write(
                TopicRegistry.QUESTIONS,
                id,
                new Question(
                        id,
                        run,
                        text,
                        stream,
                        Optional.empty(),
                        Optional.empty(),
                        System.currentTimeMillis(),
                        Optional.empty()));
    }

    void delta(String questionId, String stream, String attempt, int offset, String text)
            throws ExecutionException, InterruptedException {
        write(
                TopicRegistry.ANSWER_DELTAS,
                questionId,
                new AnswerDelta(questionId, stream, attempt, offset, text, false));
    }

    void answer(String questionId, String stream, String question, String answer, double confidence)
            throws ExecutionException, InterruptedException {
        write(
                TopicRegistry.ANSWERS,
                questionId,
                new Answer(
                        RecordIds.answer(run, "read", questionId, stream, 0),
                        questionId,
                        run,
                        stream,
                        0,
                        question,
                        answer,
                        confidence,
                        List.of(
                                new Span(4_500_000, 5_000_000, Clock.MEDIA),
                                new Span(9_000_000, 9_500_000, Clock.MEDIA)),
                        new Answer.Counts(80, 3920, 980, 384, 3),
                        new Answer.Millis(72.5, 648.1, 3.2, 61, 104.4),
                        TOKENIZER,
                        READER,
                        List.of(),
                        System.currentTimeMillis(),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** The mark of the run's only reader that it has written its last answer. */
    void ended() throws ExecutionException, InterruptedException {
        write(TopicRegistry.ANSWERS, run, new RunEnded(run, "read", 0, 1, 0));
    }

    /** A picture of a stream's frame. */
    void picture(String stream, long atMicros, byte[] jpeg) throws ExecutionException, InterruptedException {
        write(
                TopicRegistry.PREVIEWS,
                stream,
                new Preview(
                        run,
                        stream,
                        0,
                        new Span(atMicros, atMicros + 500_000, Clock.MEDIA),
                        320,
                        180,
                        jpeg,
                        System.currentTimeMillis()));
    }

    /** A window of one frame of 7 x 7 cells, of which some were kept in that order. */
    void pruned(String stream, long atMicros, List<Integer> cells) throws ExecutionException, InterruptedException {
        List<Integer> ascending = cells.stream().sorted().toList();
        List<Integer> ranks = ascending.stream().map(cells::indexOf).toList();
        Tokens tokens = Tokens.Ids.pack(new int[cells.size()], 12);
        window(stream, atMicros, TOKENIZER, new Grid(1, 7, 7), Axis.SPATIAL, tokens, ascending, ranks);
    }

    /** A window of one frame of ordered tokens, of which the first were kept. */
    void prefix(String stream, long atMicros, BundleRef tokenizer, int... ids)
            throws ExecutionException, InterruptedException {
        List<Integer> slots = IntStream.range(0, ids.length).boxed().toList();
        Tokens tokens = Tokens.Ids.pack(ids, 12);
        window(stream, atMicros, tokenizer, new Grid(1, 1, 128), Axis.PREFIX, tokens, slots, slots);
    }

    private void window(
            String stream,
            long atMicros,
            BundleRef tokenizer,
            Grid grid,
            Axis axis,
            Tokens tokens,
            List<Integer> cells,
            List<Integer> ranks)
            throws ExecutionException, InterruptedException {
        write(
                TopicRegistry.PRUNED,
                stream,
                new PrunedWindow(
                        new Origin(run, "prune", stream, 0, ordinals++),
                        RecordIds.derived(run, "ab".repeat(32), List.of()),
                        "ab".repeat(32),
                        tokenizer,
                        "todre",
                        0,
                        new Span(atMicros, atMicros + 500_000, Clock.MEDIA),
                        List.of(new Span(atMicros, atMicros + 500_000, Clock.MEDIA)),
                        List.of(),
                        grid,
                        axis,
                        grid.cells(),
                        tokens,
                        Collections.nCopies(cells.size(), 0),
                        cells,
                        ranks,
                        Collections.nCopies(cells.size(), 0),
                        1280L * 720,
                        Timings.NONE,
                        false,
                        System.currentTimeMillis()));
    }

    void deadLetter(Topic<DeadLetter> topic, String stream, String reason)
            throws ExecutionException, InterruptedException {
        deadLetter(topic, stream, reason, "");
    }

    /** One of a record with a key. */
    void deadLetter(Topic<DeadLetter> topic, String stream, String reason, String key)
            throws ExecutionException, InterruptedException {
        write(
                topic,
                stream,
                new DeadLetter(
                        RecordIds.deadLetter("shop/decode", stream, reason, stream + key),
                        run,
                        "shop/decode",
                        "",
                        -1,
                        -1,
                        key,
                        new byte[] {1, 2, 3},
                        reason,
                        "it is no media",
                        stream,
                        "Leave it out.",
                        stream,
                        Optional.empty(),
                        1,
                        System.currentTimeMillis()));
    }

    /** Removes a stream. */
    void tombstone(String stream) throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(
                        names.of(TopicRegistry.STREAMS), stream.getBytes(StandardCharsets.UTF_8), null))
                .get();
    }

    void foreign(Topic<?> topic) throws ExecutionException, InterruptedException {
        byte[] text = "{\"not\": \"a record\"}".getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(names.of(topic), text, text)).get();
    }

    private <T> void write(Topic<? super T> topic, String key, T value)
            throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(
                        names.of(topic),
                        key.getBytes(StandardCharsets.UTF_8),
                        topic.codec().encode(value)))
                .get();
    }

    @Override
    public void close() {
        producer.close();
    }
}
