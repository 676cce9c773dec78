package io.winnow.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.cli.Ran;
import io.winnow.jobs.Installation;
import io.winnow.jobs.run.RunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines that cannot be run, known before anything is started. */
class BadPipelineTest {
    @TempDir
    Path folder;

    private Path write(String name, String... lines) throws IOException {
        return PipelineFile.write(folder, name, lines);
    }

    private static JsonNode refusal(int status, Path pipeline) {
        return Ran.of("run", pipeline.toString(), "--json").refusal(status);
    }

    @Test
    void aFileThatIsNoTextIsNamed() throws IOException {
        for (Path file : List.of(
                folder.resolve("none.yaml"), folder, Files.write(folder.resolve("noise.yaml"), new byte[] {-1, -2, 0
                }))) {
            JsonNode error = refusal(2, file);
            assertThat(error.path("code").asText()).isEqualTo("NO_FILE");
            assertThat(error.path("what").asText()).contains(file.toString());
        }
    }

    @Test
    void anUnknownKeyNamesTheNearest() throws IOException {
        JsonNode error = refusal(2, write("typing", "prune.kep: 0.5"));
        assertThat(error.path("code").asText()).isEqualTo("UNKNOWN_KEY");
        assertThat(error.path("what").asText()).contains("prune.kep");
        assertThat(error.path("where").asText()).contains("typing.yaml");
        assertThat(error.path("hint").asText()).contains("prune.keep");
    }

    @Test
    void anEdgeThatNobodyReadsIsRefused() throws IOException {
        JsonNode error = refusal(2, write("open", "stages: [tokenize, read]"));
        assertThat(error.path("code").asText()).isEqualTo("BAD_EDGE");
    }

    @Test
    void aPipelineThatNobodyCanAskIsRefused() throws IOException {
        JsonNode error = refusal(2, write("mute", "edges: {tokens: local, questions: given, answers: collected}"));
        assertThat(error.path("code").asText()).isEqualTo("NO_QUESTION");
        assertThat(error.path("where").asText()).contains("mute.yaml");
    }

    @Test
    void anArchiveThatCannotBeWrittenIsTold() throws IOException {
        Path file = Files.writeString(folder.resolve("full"), "no folder");
        JsonNode unwritable = refusal(4, write("keeps", "archive: full"));
        assertThat(unwritable.path("code").asText()).isEqualTo("ARCHIVE_UNWRITABLE");
        assertThat(unwritable.path("what").asText()).contains(file.toString());
        JsonNode nowhere = refusal(2, write("nowhere", "archive: ftp://host/kept"));
        assertThat(nowhere.path("hint").asText()).contains("s3://");
        JsonNode local = refusal(2, write("local", "archive: kept", "edges.tokens: local"));
        assertThat(local.path("hint").asText()).contains("edges.tokens: kafka");
    }

    @Test
    void tokensThatRefineOneAnotherAreNotPrunedByToDre() throws IOException {
        Path karl = copy("karl-like");
        Path manifest = karl.resolve("bundle.yaml");
        Files.writeString(
                manifest,
                Files.readString(manifest)
                        .replace("name: lite0-cells", "name: karl-like")
                        .replace("system: cells", "system: karl")
                        .replace("axis: spatial", "axis: prefix"));
        JsonNode error =
                refusal(2, write("karl", "tokenize.bundle: " + karl, "tokenize.system: karl", "prune.pruner: todre"));
        assertThat(error.path("code").asText()).isEqualTo("BAD_EDGE");
        assertThat(error.path("what").asText()).contains("karl-like", "shorter prefix");
        assertThat(error.path("where").asText()).contains("karl.yaml");
    }

    @Test
    void aBundleWithAChangedByteNamesTheFile() throws IOException {
        Path bundle = copy("changed");
        byte[] graph = Files.readAllBytes(bundle.resolve("encode.onnx"));
        graph[graph.length / 2] ^= 1;
        Files.write(bundle.resolve("encode.onnx"), graph);
        JsonNode error = refusal(3, write("broken", "tokenize.bundle: " + bundle));
        assertThat(error.path("code").asText()).isEqualTo("BAD_BUNDLE");
        assertThat(error.path("what").asText()).contains("encode.onnx");
        assertThat(error.path("where").asText()).isEqualTo(bundle.toString());
    }

    @Test
    void aNameInUseIsRefusedAndHowItRunsIsKept() throws IOException {
        Path file = write("shop");
        RunStore store = new RunStore(folder.resolve("state"));
        new Submission("as-it-runs.yaml", List.of()).store(store, "shop");
        try (RunStore.Lock lock = store.lock("shop").orElseThrow()) {
            JsonNode error = refusal(4, file);
            assertThat(lock).isNotNull();
            assertThat(error.path("code").asText()).isEqualTo("NAME_IN_USE");
            assertThat(error.path("what").asText()).contains("shop");
        }
        assertThat(Submission.read(store, "shop").file()).isEqualTo("as-it-runs.yaml");
    }

    private Path copy(String name) throws IOException {
        Path copy = Files.createDirectories(folder.resolve(name));
        try (Stream<Path> files = Files.list(Installation.models().resolve("lite0-cells"))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName().toString()));
            }
        }
        return copy;
    }
}
