package io.winnow.bench.live;

import io.winnow.bench.Ratio;
import io.winnow.bench.media.Clips;
import io.winnow.bench.topics.Heard;
import io.winnow.bench.topics.LiveLine;
import io.winnow.jobs.kafka.QuestionWriter;
import io.winnow.records.AnswerDelta;
import io.winnow.records.Element;
import io.winnow.records.PrunedWindow;
import io.winnow.records.StandingQuestion;
import io.winnow.topics.TopicRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A standing question on two cameras: how soon after the frame that makes it due the first piece of its answer is heard. */
final class StandingAnswers {
    private static final int CAMERAS = 2;
    private static final int RATE = 2;

    /** So long that an answer that took seconds is not taken for one to the next due time. */
    private static final long EVERY_MILLIS = 5_000;

    private static final int UNTIMED = 4;
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Map<String, PrunedWindow> newest = new HashMap<>();
    private final Map<String, Long> dueMillis = new HashMap<>();
    private final List<Double> ratios = new ArrayList<>();
    private int heard;

    private StandingAnswers() {}

    /**
     * Measures one second against the time to the first piece.
     *
     * @param answers that are timed
     */
    static Ratio measure(Clips clips, int answers) throws IOException, InterruptedException {
        StandingAnswers standing = new StandingAnswers();
        try (LiveCameras cameras = new LiveCameras(CAMERAS, RATE);
                LiveLine line = LiveLine.start(clips.folder(), cameras.addresses(), List.of("decode.policy=keep-all"));
                QuestionWriter writer = line.questions();
                Heard<Element> windows = line.hear(TopicRegistry.PRUNED);
                Heard<AnswerDelta> pieces = line.hear(TopicRegistry.ANSWER_DELTAS)) {
            writer.stand(new StandingQuestion(
                    "standing",
                    "what can be seen in the left corner of the picture now",
                    List.of(),
                    Optional.of(EVERY_MILLIS),
                    Optional.empty(),
                    "",
                    Optional.empty(),
                    System.currentTimeMillis()));
            standing.listen(windows, pieces, answers);
        }
        return Ratio.of(
                        "live",
                        "first token of a standing question, " + CAMERAS + " streams at " + RATE + " fps",
                        "one second",
                        "from the frame that makes it due",
                        standing.ratios.stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray(),
                        Runtime.getRuntime().availableProcessors())
                .aiming(1);
    }

    private void listen(Heard<Element> windows, Heard<AnswerDelta> pieces, int answers) throws IOException {
        long progressNanos = System.nanoTime();
        while (ratios.size() < answers) {
            List<AnswerDelta> came = pieces.next(SHORT);
            long nowMillis = System.currentTimeMillis();
            windows.next(SHORT).forEach(this::window);
            for (AnswerDelta piece : came) {
                if (piece.offset() == 0) {
                    first(piece, nowMillis);
                    progressNanos = System.nanoTime();
                }
            }
            if (System.nanoTime() - progressNanos > PATIENCE.toNanos()) {
                throw new IOException("no answer came within " + PATIENCE.toSeconds() + " seconds");
            }
        }
    }

    /** The first that ends at or after a multiple of the question's time makes it due. */
    private void window(Element element) {
        if (element instanceof PrunedWindow window) {
            String stream = window.origin().stream();
            PrunedWindow before = newest.put(stream, window);
            if (before != null && due(before) != due(window)) {
                dueMillis.put(stream, window.ingestMillis());
            }
        }
    }

    private static long due(PrunedWindow window) {
        return window.span().endMicros() / 1_000 / EVERY_MILLIS;
    }

    private void first(AnswerDelta piece, long nowMillis) {
        Long due = dueMillis.get(piece.stream());
        if (due != null && ++heard > UNTIMED) {
            ratios.add(1e3 / Math.max(1, nowMillis - due));
        }
    }
}
