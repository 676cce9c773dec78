package io.winnow.records;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** One of each record, with every field filled and no two fields of a record alike. */
public final class SampleRecords {
    public static final BundleRef TOKENIZER = new BundleRef("lite0-cells", "ab".repeat(32));
    public static final BundleRef READER = new BundleRef("reader", "cd".repeat(32));

    private SampleRecords() {}

    public static Origin origin(long ordinal) {
        return new Origin("run-1", "tokenize", "camera/7", 1_790_000_000_000L, ordinal);
    }

    public static TokenRecord tokenRecord() {
        int[] ids = IntStream.range(0, 49).map(i -> i * 83 % 4096).toArray();
        return new TokenRecord(
                origin(5),
                RecordIds.token("run-1", "digest", "camera/7", 1_790_000_000_000L, 12),
                "digest",
                TOKENIZER,
                new Span(500_000, 1_000_000, Clock.MEDIA),
                12,
                List.of(new Span(500_000, 1_000_000, Clock.MEDIA)),
                Axis.SPATIAL,
                new Grid(1, 7, 7),
                Tokens.Ids.pack(ids, 12),
                Optional.of(
                        Tokens.Ids.pack(IntStream.range(0, 49).map(i -> 48 - i).toArray(), 6)),
                3,
                Optional.empty(),
                1280L * 720,
                new Timings(11, 22, 33),
                1_790_000_000_123L);
    }

    public static TokenRecord clip() {
        Span first = new Span(0, 40_000, Clock.WALL);
        Span second = new Span(40_000, 80_000, Clock.WALL);
        return new TokenRecord(
                origin(6),
                new RecordId(-1, 1),
                "clip-digest",
                TOKENIZER,
                first.union(second),
                0,
                List.of(first, second),
                Axis.CENTROIDS,
                new Grid(2, 2, 2),
                new Tokens.Vectors(2, 3, Halves.pack(new float[] {1, -2, 0.5f, 65504, 0, -0.25f})),
                Optional.empty(),
                -1,
                Optional.of(new TokenMap(Tokens.Ids.pack(new int[] {0, 1, 1, 0, 0, 0, 1, 1}, 1))),
                2L * 640 * 480,
                Timings.NONE,
                7);
    }

    public static PrunedWindow prunedWindow() {
        return new PrunedWindow(
                origin(9),
                RecordIds.derived("run-1", "digest-2", List.of(new RecordId(1, 2), new RecordId(3, 4))),
                "digest-2",
                TOKENIZER,
                "todre(keep=0.25)",
                3,
                new Span(24_000_000, 32_000_000, Clock.MEDIA),
                List.of(new Span(24_000_000, 28_000_000, Clock.MEDIA), new Span(28_000_000, 32_000_000, Clock.MEDIA)),
                List.of(new RecordId(1, 2), new RecordId(3, 4)),
                new Grid(1, 7, 7),
                Axis.SPATIAL,
                98,
                Tokens.Ids.pack(new int[] {4095, 0, 17}, 12),
                List.of(0, 0, 1),
                List.of(0, 48, 5),
                List.of(2, 0, 1),
                List.of(255, 0, 31),
                2L * 1280 * 720,
                new Timings(100, 200, 300),
                true,
                1_790_000_000_456L);
    }

    public static StreamEvent streamEvent() {
        return new StreamEvent(
                origin(0), StreamEvent.Kind.GAP, "CONNECTION", 42, false, Map.of("codec", "h264"), 1_790_000_000_001L);
    }

    public static RunEnded runEnded() {
        return new RunEnded("run-1", "tokenize", 1, 4, 7);
    }

    public static Question question() {
        return new Question(
                "q-1",
                "run-1",
                "What color are the cups?",
                Optional.of("camera/7"),
                Optional.of(1L),
                Optional.of(2L),
                3,
                Optional.of(4L));
    }

    public static Question bareQuestion() {
        return new Question(
                "q-2", "", "¿Qué ves? 看到什么", Optional.empty(), Optional.empty(), Optional.empty(), 9, Optional.empty());
    }

    public static Answer answer() {
        return answer(Optional.empty(), Optional.empty());
    }

    /** An answer of a cascade whose second reader is an endpoint. */
    public static Answer deferredAnswer() {
        return answer(
                Optional.of(new Answer.Endpoint(8, 812, 5, 0.0025)),
                Optional.of(new Answer.Deferral(READER, 0.375, "the endpoint did not answer")));
    }

    private static Answer answer(Optional<Answer.Endpoint> endpoint, Optional<Answer.Deferral> deferral) {
        return new Answer(
                RecordIds.answer("run-1", "read", "q-1", "camera/7", 0),
                "q-1",
                "run-1",
                "camera/7",
                2,
                "What color are the cups?",
                "red and blue",
                0.875,
                List.of(new Span(0, 500_000, Clock.MEDIA), new Span(500_000, 1_000_000, Clock.MEDIA)),
                new Answer.Counts(16, 784, 196, 196, 4),
                new Answer.Millis(10.5, 20.25, 3, 41, 75.5),
                TOKENIZER,
                READER,
                List.of(new RecordId(5, 6)),
                1_790_000_000_789L,
                endpoint,
                deferral);
    }

    public static Preview preview() {
        return new Preview(
                "run-1",
                "camera/7",
                1_790_000_000_000L,
                new Span(500_000, 1_000_000, Clock.MEDIA),
                398,
                224,
                new byte[] {(byte) 0xff, (byte) 0xd8, 1, 2, 3},
                1_790_000_000_321L);
    }

    public static AnswerDelta answerDelta() {
        return new AnswerDelta("q-1", "camera/7", "0199-attempt", 4, "and blue", true);
    }

    public static StreamStatus streamStatus() {
        return new StreamStatus(
                "camera/7",
                "run-1",
                StreamStatus.State.FAILED,
                11,
                12,
                13,
                14,
                Map.of("POLICY", 15L, "DECODE", 16L),
                17,
                "the connection was refused",
                18);
    }

    /** One whose pipeline was stopped, which the second version brought. */
    public static StreamStatus stoppedStream() {
        return new StreamStatus("camera/8", "run-1", StreamStatus.State.RUNNING, 21, 22, 23, 24, Map.of(), 25, "", 26)
                .stopped(27);
    }

    public static StreamControl streamControl() {
        return StreamControl.add("camera/7", "rtsp://127.0.0.1/live", "", 19);
    }

    public static StreamControl forgottenStream() {
        return StreamControl.forget("walk/2.mp4", 29);
    }

    public static StreamControl streamAddedAnew() {
        return StreamControl.add("walk", "/walk", "", 31).forgottenBefore(31);
    }

    public static StreamControl pausedStream() {
        return StreamControl.add("walk", "/walk", "fps(2)", 17).then(StreamControl.Action.PAUSE, 23);
    }

    public static StandingQuestion standingQuestion() {
        return new StandingQuestion(
                "s-1",
                "Is the gate open?",
                List.of("camera/7"),
                Optional.of(60_000L),
                Optional.empty(),
                "",
                Optional.empty(),
                20);
    }

    /** A standing question that uses all that its second version brought. */
    public static StandingQuestion watchedQuestion() {
        return new StandingQuestion(
                "s-2",
                "Is the gate open?",
                List.of("camera/7", "dock/*"),
                Optional.of(10_000L),
                Optional.of(0.25),
                "answer is yes, 2 times in a row",
                Optional.of(5_000L),
                23);
    }

    public static Alert alert() {
        return new Alert(
                RecordIds.alert("run-1", "read", "s-2", "camera/7", 9, "FIRING"),
                "s-2",
                "run-1",
                "camera/7",
                9,
                Alert.State.FIRING,
                Alert.Reason.ANSWER,
                "Is the gate open?",
                "answer is yes",
                "yes",
                0.75,
                List.of(new Span(500_000, 1_000_000, Clock.WALL)),
                24);
    }

    public static MetricSnapshot metricSnapshot() {
        return new MetricSnapshot("run-1", "tokenize", 2, Map.of("tokens", 1234.0, "dropped{reason=POLICY}", 5.0), 21);
    }

    public static DeadLetter deadLetter() {
        return new DeadLetter(
                RecordIds.deadLetter("shop/tokenize", "camera/7", "DECODE", "clip.mp4"),
                "run-1",
                "shop/tokenize",
                "winnow.shop.tokens.v1",
                3,
                99,
                "camera/7",
                "clip.mp4".getBytes(StandardCharsets.UTF_8),
                "DECODE",
                "the picture is damaged",
                "clip.mp4 at 1.5 s",
                "convert the file again",
                "camera/7",
                Optional.of(new Span(1_500_000, 1_540_000, Clock.MEDIA)),
                8,
                22);
    }
}
