package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import io.winnow.cli.embedded.Workplace;
import io.winnow.cli.run.Outcome;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.RunningPipeline;
import io.winnow.jobs.StartOptions;
import io.winnow.otlp.OtlpReceiver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a collector hears of a run all of whose frames are followed to the answer. */
class TracesIT {
    private static final int FRAMES = 60;

    @TempDir
    static Path folder;

    private static List<Span> spans = List.of();
    private static long tokenized;

    @BeforeAll
    static void run() throws IOException, InterruptedException {
        Path clip = Media.steady(folder.resolve("clip.mp4"), "testsrc2=size=320x240:rate=25", FRAMES);
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            ResolvedPipeline pipeline = Pipelines.resolve(
                    "traced",
                    folder.resolve("state"),
                    List.of(clip),
                    "decode.policy=every(3)",
                    "edges.tokens=local",
                    "edges.pruned=local",
                    "edges.questions=given",
                    "edges.answers=collected",
                    "flink.checkpoint-interval=0s",
                    "traces.ratio=1",
                    "traces.otlp=" + receiver.address());
            StartOptions options = StartOptions.defaults()
                    .withQuestions(List.of(Pipelines.question("what", "What is in the picture?")))
                    .withListener(new Outcome(answer -> {}));
            try (Workplace place = Workplace.open(pipeline, folder);
                    RunningPipeline running = place.runner().start(place.pipeline(), options)) {
                tokenized = running.await().tokenized();
            }
            // Nothing is waited for: what is told by the end is sent by the end.
            spans = receiver.spans();
        }
    }

    private static List<Span> named(String name) {
        return spans.stream().filter(span -> span.getName().equals(name)).toList();
    }

    /** The span of a name that follows from another, in its trace. */
    private static Span following(Span earlier, String name) {
        List<Span> found = named(name).stream()
                .filter(span -> span.getTraceId().equals(earlier.getTraceId())
                        && span.getParentSpanId().equals(earlier.getSpanId()))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    private static void within(Span child, Span parent) {
        assertThat(child.getStartTimeUnixNano()).isGreaterThanOrEqualTo(parent.getStartTimeUnixNano());
        assertThat(child.getEndTimeUnixNano()).isLessThanOrEqualTo(parent.getEndTimeUnixNano());
    }

    @Test
    void everyFrameBeginsATraceOfItsIdWithItsDecodingAndItsTokens() {
        assertThat(tokenized).isPositive();
        assertThat(named("frame")).hasSize((int) tokenized).allSatisfy(frame -> {
            assertThat(frame.getParentSpanId()).isEqualTo(ByteString.EMPTY);
            assertThat(OtlpReceiver.text(frame, "id")).contains(hex(frame.getTraceId()));
            assertThat(OtlpReceiver.text(frame, "stream")).contains("clip.mp4");
            within(following(frame, "decode"), frame);
            within(following(frame, "tokenize"), frame);
        });
    }

    @Test
    void everyFrameIsFollowedToItsWindowAndToTheAnswerInOneTrace() {
        assertThat(named("frame")).allSatisfy(frame -> {
            Span window = following(frame, "window");
            Span answer = following(window, "answer");
            within(following(answer, "first word"), answer);
            assertThat(OtlpReceiver.text(answer, "question")).contains("what");
            assertThat(frame.getStartTimeUnixNano()).isLessThanOrEqualTo(window.getStartTimeUnixNano());
            assertThat(window.getEndTimeUnixNano()).isLessThanOrEqualTo(answer.getEndTimeUnixNano());
        });
    }
}
