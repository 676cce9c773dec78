package io.winnow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.decode.worker.command.FfmpegCommand;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.keep.FileSample;
import io.winnow.jobs.keep.SampledStream;
import io.winnow.jobs.run.EmbeddedFlink;
import io.winnow.records.Element;
import io.winnow.records.Elements;
import io.winnow.records.PrunedWindow;
import io.winnow.records.RunEnded;
import io.winnow.records.TokenRecord;
import io.winnow.records.avro.RecordCodecs;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicPlan;
import io.winnow.topics.TopicRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two clips of variable frame rate through the real stages, a real broker and a real cluster inside this process. */
class LineRecordsTest {
    private static final String RUN = "run-1";

    @TempDir
    static Path folder;

    private static TestBroker broker;
    private static EmbeddedFlink flink;
    private static List<String> clips;

    @BeforeAll
    static void drawClipsAndStart() throws IOException {
        clips = List.of(
                clip("gate.mp4", "testsrc2=size=320x240:rate=25:duration=10", "not(between(mod(n\\,11)\\,3\\,6))"),
                clip("yard.mkv", "mandelbrot=size=256x192:rate=30", "gt(mod(n\\,7)\\,2)+lt(n\\,60)"));
        broker = TestBroker.start(folder);
        ResolvedPipeline pipeline = pipeline("memory", List.of());
        flink = EmbeddedFlink.start(4, pipeline.memory(), Map.of());
    }

    @AfterAll
    static void stop() {
        flink.close();
        broker.close();
    }

    private static String clip(String name, String source, String chosen) throws IOException {
        Path file = folder.resolve(name);
        String encoding = "-t 10 -fps_mode vfr -c:v libopenh264 -b:v 1M -g 24 -pix_fmt yuv420p";
        List<String> arguments = new ArrayList<>(List.of("-f", "lavfi", "-i", source, "-vf", "select=" + chosen));
        arguments.addAll(List.of(encoding.split(" ")));
        arguments.add(file.toString());
        FfmpegCommand.find().run(arguments);
        return file.toString();
    }

    private static ResolvedPipeline pipeline(String name, List<String> overrides) {
        List<String> settings = new ArrayList<>(List.of(
                "stages=tokenize,prune",
                "edges.pruned=kafka",
                "delivery=at-least-once",
                "decode.policy=every(3)",
                "kafka.bootstrap=" + broker.bootstrap(),
                "flink.checkpoint-interval=500ms",
                "flink.restart-attempts=0"));
        settings.addAll(overrides);
        return new Resolver().resolve(PipelineDefinition.forSources(name, PipelineDefinition.named(clips), settings));
    }

    /** What a run wrote to its topics, by stream, without what says when and how fast. */
    private record Written(Map<String, List<Element>> tokens, Map<String, List<Element>> pruned) {}

    private static Written run(String name, String... overrides) throws Exception {
        ResolvedPipeline pipeline = pipeline(name, List.of(overrides));
        Map<String, List<Long>> offsets = new TreeMap<>();
        TopicNames names = new TopicNames("winnow", name);
        for (TopicPlan plan : TopicNeeds.of(pipeline.definition()).plans()) {
            for (Topic<?> topic : plan.topics()) {
                broker.create(names.of(topic), topic.partitions());
                offsets.put(names.of(topic), Collections.nCopies(topic.partitions(), 0L));
            }
        }
        RunPlan plan =
                new RunPlan(RUN, offsets, folder.resolve("checkpoints").toUri().toString(), List.of(), List.of());
        List<JobID> jobs = new ArrayList<>();
        for (PlannedJob job : PlannedJob.of(pipeline.definition())) {
            jobs.add(flink.client()
                    .submitJob(new LineBuilder()
                            .build(pipeline, job, plan, Optional.empty())
                            .getJobGraph())
                    .get(30, TimeUnit.SECONDS));
        }
        for (JobID job : jobs) {
            flink.client()
                    .requestJobResult(job)
                    .get(3, TimeUnit.MINUTES)
                    .toJobExecutionResult(LineRecordsTest.class.getClassLoader());
        }
        boolean tokens = pipeline.definition().edges().tokens().isKafka();
        return new Written(
                tokens ? read(names.of(TopicRegistry.TOKENS)) : Map.of(), read(names.of(TopicRegistry.PRUNED)));
    }

    private static Map<String, List<Element>> read(String topic) throws IOException {
        Map<String, List<Element>> streams = new TreeMap<>();
        for (var record : broker.read(topic)) {
            Element element = RecordCodecs.ELEMENT.decode(record.value());
            if (!(element instanceof RunEnded)) {
                streams.computeIfAbsent(Elements.origin(element).stream(), id -> new ArrayList<>())
                        .add(Elements.timeless(element));
            }
        }
        return streams;
    }

    @Test
    void recordsAreTheSameWhateverTheBatchesTheSubtasksAndTheLinks() throws Exception {
        Written written = run("alone", "tokenize.batch=1");
        assertThat(written.tokens()).containsOnlyKeys("gate.mp4", "yard.mkv");
        assertThat(of(written.tokens(), "gate.mp4").filter(TokenRecord.class::isInstance))
                .hasSizeGreaterThan(40);
        assertThat(of(written.pruned(), "yard.mkv").filter(PrunedWindow.class::isInstance))
                .hasSize(2);
        Written batched = run("batched", "tokenize.batch=8", "flink.parallelism=2");
        assertThat(batched).isEqualTo(written);
        Written joined = run("joined", "edges.tokens=local", "tokenize.batch=8");
        assertThat(joined.pruned()).isEqualTo(written.pruned());
        Written spread = run("spread", "edges.tokens=local", "tokenize.batch=1", "flink.parallelism=2");
        assertThat(spread.pruned()).isEqualTo(written.pruned());
    }

    @Test
    void aSampleIsTheBeginningOfWhatTheRunWrites() throws Exception {
        Written written = run("sampled", "tokenize.batch=4");
        List<SampledStream> streams = FileSample.of(pipeline("sampled", List.of("tokenize.batch=4")), RUN);
        assertThat(streams).extracting(SampledStream::stream).containsExactly("gate.mp4", "yard.mkv");
        for (SampledStream stream : streams) {
            List<TokenRecord> records = of(written.tokens(), stream.stream())
                    .filter(TokenRecord.class::isInstance)
                    .map(TokenRecord.class::cast)
                    .toList();
            assertThat(stream.records()).isNotEmpty();
            for (int i = 0; i < stream.records().size(); i++) {
                TokenRecord sampled = stream.records().get(i);
                assertThat(sampled.id()).isEqualTo(records.get(i).id());
                assertThat(sampled.span()).isEqualTo(records.get(i).span());
                assertThat(sampled.tokens()).isEqualTo(records.get(i).tokens());
            }
        }
    }

    private static Stream<Element> of(Map<String, List<Element>> streams, String stream) {
        return streams.getOrDefault(stream, List.of()).stream();
    }
}
