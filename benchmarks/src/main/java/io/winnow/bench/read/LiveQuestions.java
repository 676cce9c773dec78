package io.winnow.bench.read;

import io.winnow.bench.Ratio;
import io.winnow.bench.media.Cameras;
import io.winnow.bench.media.Clips;
import io.winnow.bench.topics.Heard;
import io.winnow.bench.topics.LiveLine;
import io.winnow.jobs.kafka.QuestionWriter;
import io.winnow.records.AnswerDelta;
import io.winnow.records.Element;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Question;
import io.winnow.topics.TopicRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Questions about what two cameras have shown lately, asked and heard through topics as a client does, while broker and Flink run beside them: how soon the first piece of an answer is there. */
final class LiveQuestions {
    private static final String QUESTION = "what can be seen in the left corner of the picture now";
    private static final int CAMERAS = 2;
    private static final int UNTIMED = 4;
    private static final long LATELY_MICROS = 8_000_000;
    private static final double NANOS = 1e9;
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private LiveQuestions() {}

    /**
     * Measures one second against the time to the first piece.
     *
     * @param questions asked one after the other
     */
    static Ratio measure(Clips clips, int questions) {
        String what = "first token, " + CAMERAS + " streams at 2 fps";
        String of = "a question to a live pipeline";
        String to = "one second";
        try {
            return Ratio.of("read", what, of, to, ratios(clips, questions), 2).aiming(1);
        } catch (IOException e) {
            return Ratio.notRun("read", what, of, to, 2, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        }
    }

    private static double[] ratios(Clips clips, int questions) throws IOException, InterruptedException {
        try (Cameras cameras = new Cameras(clips.command());
                LiveLine line = LiveLine.start(
                        clips.folder(),
                        IntStream.range(0, CAMERAS).mapToObj(cameras::address).toList(),
                        List.of())) {
            return asked(line, questions);
        }
    }

    private static double[] asked(LiveLine line, int questions) throws IOException, InterruptedException {
        List<Double> ratios = new ArrayList<>();
        try (Heard<Element> windows = line.hear(TopicRegistry.PRUNED);
                Heard<AnswerDelta> pieces = line.hear(TopicRegistry.ANSWER_DELTAS);
                QuestionWriter writer = line.questions()) {
            Map<String, Long> seen = new HashMap<>();
            for (int number = 0; number < UNTIMED + questions; number++) {
                String stream = LiveLine.stream(number % CAMERAS);
                double seconds = seconds(question(number, stream, end(stream, windows, seen)), writer, pieces);
                if (number >= UNTIMED) {
                    ratios.add(1 / seconds);
                }
            }
        }
        return ratios.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static Question question(int number, String stream, long endMicros) {
        return new Question(
                "question-" + number,
                "",
                QUESTION,
                Optional.of(stream),
                Optional.of(Math.max(0, endMicros - LATELY_MICROS)),
                Optional.of(endMicros),
                System.currentTimeMillis(),
                Optional.empty());
    }

    /** Where the newest window of a stream ends, once it has shown for as long as questions are about. */
    private static long end(String stream, Heard<Element> windows, Map<String, Long> seen) throws IOException {
        long started = System.nanoTime();
        do {
            for (Element element : windows.next(SHORT)) {
                if (element instanceof PrunedWindow window) {
                    seen.merge(window.origin().stream(), window.span().endMicros(), Math::max);
                }
            }
            refuseAfter(started, "a camera's windows");
        } while (seen.getOrDefault(stream, 0L) < LATELY_MICROS);
        return seen.getOrDefault(stream, 0L);
    }

    /** From before the question is sent until the first piece of its answer is heard. */
    private static double seconds(Question question, QuestionWriter writer, Heard<AnswerDelta> pieces)
            throws IOException, InterruptedException {
        long started = System.nanoTime();
        writer.ask(question);
        while (pieces.next(SHORT).stream().noneMatch(piece -> piece.questionId().equals(question.id()))) {
            refuseAfter(started, "an answer");
        }
        return (System.nanoTime() - started) / NANOS;
    }

    private static void refuseAfter(long startedNanos, String what) throws IOException {
        if (System.nanoTime() - startedNanos > PATIENCE.toNanos()) {
            throw new IOException(what + " did not come within " + PATIENCE.toSeconds() + " seconds");
        }
    }
}
