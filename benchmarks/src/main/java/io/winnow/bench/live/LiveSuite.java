package io.winnow.bench.live;

import io.winnow.bench.Ratio;
import io.winnow.bench.Suite;
import io.winnow.bench.line.Capacity;
import io.winnow.bench.media.Clips;
import io.winnow.bench.topics.LiveLine;
import io.winnow.jobs.kafka.QuestionWriter;
import io.winnow.records.StandingQuestion;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Cameras that are watched: how soon frames are tokens and answers begin, with nothing else to do and near the machine's limit. */
public final class LiveSuite implements Suite {
    private static final String NAME = "live";
    private static final int CAMERAS = 8;
    private static final int UNLOADED_RATE = 2;
    private static final double LOAD = 0.7;
    private static final int QUESTIONS = 50;
    private static final long EVERY_MILLIS = 10_000;
    private static final Duration SETTLING = Duration.ofSeconds(10);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(boolean quick, Consumer<Ratio> each) {
        Duration length = Duration.ofSeconds(quick ? 20 : 60);
        try (Clips clips = Clips.open()) {
            each.accept(StandingAnswers.measure(clips, quick ? 8 : 24));
            double capacity = Capacity.framesPerSecond(clips, CAMERAS, quick);
            int rate = Math.max(1, (int) (LOAD * capacity / CAMERAS));
            latencies(clips, rate, capacity, length, quick ? 1 : 5).forEach(each);
            each.accept(standing(clips, rate, capacity, length, quick ? 1 : 3));
        } catch (IOException e) {
            each.accept(Ratio.notRun(NAME, "cameras", "pipeline", "pipeline", 1, String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        }
    }

    private static String load(int rate, double capacity) {
        return CAMERAS + " cameras at " + rate + " fps, " + Math.round(100 * CAMERAS * rate / capacity)
                + " % of what the machine does";
    }

    private static List<Ratio> latencies(Clips clips, int rate, double capacity, Duration length, int runs)
            throws IOException, InterruptedException {
        double[] ninetyFifth = new double[runs];
        double[] ninetyNinth = new double[runs];
        for (int run = 0; run < runs; run++) {
            double unloaded = heard(clips, 1, UNLOADED_RATE, length, "keep-all", 0)
                    .latencies()
                    .median();
            Latencies loaded =
                    heard(clips, CAMERAS, rate, length, "keep-all", 0).latencies();
            ninetyFifth[run] = unloaded / loaded.percentile(0.95);
            ninetyNinth[run] = unloaded / loaded.percentile(0.99);
        }
        String to = "with " + load(rate, capacity);
        String of = "the median of one camera at 2 fps";
        int threads = Runtime.getRuntime().availableProcessors();
        return List.of(
                Ratio.of(NAME, "frame to token, 95th percentile", of, to, ninetyFifth, threads)
                        .aiming(1 / 3.0),
                Ratio.of(NAME, "frame to token, 99th percentile", of, to, ninetyNinth, threads)
                        .aiming(1 / 6.0));
    }

    private static Ratio standing(Clips clips, int rate, double capacity, Duration length, int runs)
            throws IOException, InterruptedException {
        double[] kept = new double[runs];
        for (int run = 0; run < runs; run++) {
            double without = heard(clips, CAMERAS, rate, length, "latest", 0).kept();
            kept[run] = heard(clips, CAMERAS, rate, length, "latest", QUESTIONS).kept() / without;
        }
        return Ratio.of(
                        NAME,
                        "share of frames not dropped, " + load(rate, capacity),
                        QUESTIONS + " standing questions, each every 10 s",
                        "no question",
                        kept,
                        Runtime.getRuntime().availableProcessors())
                .aiming(1);
    }

    private static TokensHeard heard(Clips clips, int count, int rate, Duration length, String policy, int questions)
            throws IOException, InterruptedException {
        try (LiveCameras cameras = new LiveCameras(count, rate);
                LiveLine line =
                        LiveLine.start(clips.folder(), cameras.addresses(), List.of("decode.policy=" + policy));
                QuestionWriter writer = line.questions()) {
            for (StandingQuestion question : questions(questions)) {
                writer.stand(question);
            }
            return TokensHeard.in(line, count, SETTLING, length);
        }
    }

    /** Each of one stream, in turn. */
    private static List<StandingQuestion> questions(int count) {
        List<StandingQuestion> questions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            questions.add(new StandingQuestion(
                    "standing-" + i,
                    "what can be seen in part " + i + " of the picture",
                    List.of(LiveLine.stream(i % CAMERAS)),
                    Optional.of(EVERY_MILLIS),
                    Optional.empty(),
                    "",
                    Optional.empty(),
                    System.currentTimeMillis()));
        }
        return questions;
    }
}
