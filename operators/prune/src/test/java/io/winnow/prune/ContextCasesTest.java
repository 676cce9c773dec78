package io.winnow.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.winnow.records.BundleRef;
import io.winnow.records.Clock;
import io.winnow.records.Origin;
import io.winnow.records.PrunedWindow;
import io.winnow.records.TokenRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Against the contexts that the shipped reader was trained on, as the training code stores them. */
class ContextCasesTest {
    private static final Path FILE =
            Path.of(System.getProperty("winnow.root")).resolve("models/python/tests/contexts.json");
    private static final int WINDOW_FRAMES = 16;

    @TestFactory
    Stream<DynamicTest> windowsKeepWhatTheReaderWasTrainedOn() throws IOException {
        JsonNode root = new ObjectMapper().readTree(FILE.toFile());
        List<float[]> codes = new ArrayList<>();
        root.get("codes").forEach(code -> codes.add(floats(code)));
        int width = codes.get(0).length;
        float[] vectors = new float[codes.size() * width];
        IntStream.range(0, vectors.length).forEach(i -> vectors[i] = codes.get(i / width)[i % width]);
        Codebook codebook = Codebook.of("tiny", width, vectors);
        return StreamSupport.stream(root.get("cases").spliterator(), false)
                .map(node -> DynamicTest.dynamicTest(node.get("name").asText(), () -> compare(node, codebook)));
    }

    private static void compare(JsonNode node, Codebook codebook) {
        Iterator<JsonNode> kept = node.get("kept").elements();
        Iterator<JsonNode> ranks = node.get("ranks").elements();
        Iterator<JsonNode> places = node.get("place").elements();
        List<PrunedWindow> windows = prune(node, codebook);
        int all = windows.stream().mapToInt(window -> window.tokens().count()).sum();
        int most = node.get("most").asInt();
        int frame = 0;
        for (PrunedWindow window : windows) {
            int count = window.tokens().count();
            int budget = all > most ? most * count / all : count;
            for (int i = 0; i < count; i++) {
                if (window.ranks().get(i) < budget) {
                    int cell = (frame + window.frameIndices().get(i))
                                    * window.grid().cells()
                            + window.cells().get(i);
                    assertThat(cell).isEqualTo(kept.next().asInt());
                    assertThat(window.ranks().get(i)).isEqualTo(ranks.next().asInt());
                    assertThat(window.changes().get(i) * 2 / 255.0)
                            .isCloseTo(places.next().get(5).asDouble(), within(1 / 255.0 + 1e-6));
                }
            }
            frame += window.frameSpans().size();
        }
        assertThat(kept.hasNext()).isFalse();
    }

    private static List<PrunedWindow> prune(JsonNode node, Codebook codebook) {
        PruneOptions options = PruneOptions.defaults()
                .withKeep(node.get("keep").asDouble())
                .withStill(node.get("still").asDouble())
                .withSpread(node.get("spread").asDouble());
        WindowPruner pruner = new WindowPruner(options, codebook, "digest");
        Records records = new Records("clip", new BundleRef("cells", "00"), Clock.MEDIA);
        List<TokenRecord> frames = new ArrayList<>();
        node.get("ids")
                .forEach(ids -> frames.add(records.frame(IntStream.range(0, ids.size())
                        .map(i -> ids.get(i).asInt())
                        .toArray())));
        List<PrunedWindow> windows = new ArrayList<>();
        for (int from = 0; from < frames.size(); from += WINDOW_FRAMES) {
            List<TokenRecord> part = frames.subList(from, Math.min(from + WINDOW_FRAMES, frames.size()));
            Optional<TokenRecord> before = from == 0 ? Optional.empty() : Optional.of(frames.get(from - 1));
            windows.add(pruner.prune(
                    new Window(windows.size(), false, part, before, List.of()),
                    new Origin("run-1", "prune", "clip", 0, windows.size())));
        }
        return windows;
    }

    private static float[] floats(JsonNode row) {
        float[] numbers = new float[row.size()];
        IntStream.range(0, numbers.length)
                .forEach(i -> numbers[i] = (float) row.get(i).asDouble());
        return numbers;
    }
}
