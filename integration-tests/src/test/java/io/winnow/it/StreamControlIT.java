package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.cli.embedded.EmbeddedBroker;
import io.winnow.jobs.PipelineRunner;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.RunningPipeline;
import io.winnow.jobs.StartOptions;
import io.winnow.jobs.run.EmbeddedFlink;
import io.winnow.jobs.run.RunCounts;
import io.winnow.jobs.run.RunStore;
import io.winnow.records.Element;
import io.winnow.records.Elements;
import io.winnow.records.StreamEvent;
import io.winnow.records.TokenRecord;
import io.winnow.topics.TopicRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams are paused, added and removed by command while their job runs, which is never restarted for it. */
class StreamControlIT {
    private static final String PIPELINE = "control";
    private static final int FRAMES = 12;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private String bootstrap = "";

    private void streams(String... arguments) {
        List<String> all = new ArrayList<>(List.of("streams"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--pipeline", PIPELINE, "--set", "kafka.bootstrap=" + bootstrap));
        CommandRun.documents(all.toArray(String[]::new));
    }

    private List<Element> told(String stream) {
        return Told.byStream(Topics.read(bootstrap, PIPELINE, TopicRegistry.TOKENS))
                .getOrDefault(stream, List.of());
    }

    private static List<String> events(List<Element> told) {
        return told.stream()
                .filter(StreamEvent.class::isInstance)
                .map(StreamEvent.class::cast)
                .map(event -> (event.kind() + " " + event.reason()).strip())
                .toList();
    }

    private void await(String stream, String event) {
        Awaitility.await().atMost(PATIENCE).until(() -> events(told(stream)).contains(event));
    }

    @Test
    void aStreamIsAddedAndAnotherRemovedWithoutARestart() throws IOException, InterruptedException {
        Path first = Media.steady(folder.resolve("first.mp4"), "testsrc2=size=320x240:rate=25", FRAMES);
        Path second = Media.steady(folder.resolve("second.mp4"), "mandelbrot=size=320x240:rate=25", FRAMES);
        try (EmbeddedBroker broker = EmbeddedBroker.in(folder.resolve("broker"))) {
            broker.start();
            bootstrap = broker.bootstrap();
            run(pipeline(first), second.toString());
        }
    }

    private ResolvedPipeline pipeline(Path first) {
        return Pipelines.resolve(
                PIPELINE,
                folder.resolve("state"),
                List.of(first),
                "stages=tokenize",
                "decode.policy=keep-all",
                "kafka.bootstrap=" + bootstrap,
                "flink.parallelism=2",
                "flink.checkpoint-interval=500ms");
    }

    private void run(ResolvedPipeline pipeline, String second) throws IOException, InterruptedException {
        Pipelines.open(pipeline, "run-1");
        streams("add", "second", second);
        streams("pause", "second");
        try (EmbeddedFlink flink = EmbeddedFlink.start(2, pipeline.memory(), Map.of());
                RunningPipeline running = new PipelineRunner(
                                flink, RunStore.of(pipeline.definition().flink()))
                        .start(pipeline, StartOptions.defaults())) {
            await("first.mp4", "ENDED");
            await("second", "GAP PAUSED");
            streams("add", "third", second);
            await("third", "ENDED");
            streams("remove", "second");
            RunCounts counts = running.await();

            assertThat(counts.tokenized()).isEqualTo(2 * FRAMES);
            assertThat(states(flink.rest(), running.stored().job("tokenize").id()))
                    .contains("\"RESTARTING\":0");
            assertThat(events(told("second"))).containsExactly("STARTED", "GAP PAUSED", "ENDED REMOVED");
            for (String read : List.of("first.mp4", "third")) {
                List<Element> told = told(read);
                assertThat(told).filteredOn(TokenRecord.class::isInstance).hasSize(FRAMES);
                assertThat(told.stream().map(element -> Elements.origin(element).ordinal()))
                        .containsExactlyElementsOf(
                                LongStream.range(0, told.size()).boxed().toList());
            }
        }
    }

    /** When the job was in each state; 0 where it never was. */
    private static String states(URI rest, String job) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(rest.resolve("/jobs/" + job)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
