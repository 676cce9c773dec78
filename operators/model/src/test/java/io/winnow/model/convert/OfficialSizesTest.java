package io.winnow.model.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.Graph;
import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files as large as the published ones, with random numbers, become bundles that run. Takes minutes, 8 GB of memory and 6 GB of disk, so that it is run by hand: {@code mvn -pl operators/model -am
 * test -Dtest=OfficialSizesTest -Dsurefire.failIfNoSpecifiedTests=false -Dleft.out=}.
 */
@Tag("large")
class OfficialSizesTest {
    private static final Path ARCHITECTURES =
            Path.of(System.getProperty("winnow.root")).resolve("models/published");
    private static final int TOKENS = 256;
    private static final int CODES = 4096;
    private static final int WIDTH = 12;
    private static final int EDGE = 256;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "one-d-piece, one-d-piece-s-256, s-256",
        "one-d-piece, one-d-piece-b-256, b-256",
        "one-d-piece, one-d-piece-l-256, l-256",
        "karl, karl-small-vqgan-quantized, small-vqgan-quantized",
        "karl, karl-small-vae-continuous, small-vae-continuous"
    })
    void aFileOfTheOfficialLayoutBecomesABundleThatMakesTokensAndAPicture(String system, String list, String variant)
            throws IOException {
        Path file = write(OfficialKeys.read(list), folder.resolve("checkpoint.safetensors"));
        Bundle bundle = Conversion.convert(ARCHITECTURES, system, List.of(file), folder.resolve("bundle"), told -> {});
        assertThat(bundle.manifest().variant()).isEqualTo(variant);
        Map<String, Tensor> tokens = encoded(bundle);
        Tensor pictures = Tensor.allocate(ElementType.FLOAT32, 1, EDGE, EDGE, 3);
        try (Graph decode = bundle.graph("decode", EngineOptions.defaults())) {
            decode.run(tokens, Map.of("images", pictures));
        }
        finite(pictures);
    }

    /** What the bundle makes of a picture of random pixels, as its decoder takes it. */
    private static Map<String, Tensor> encoded(Bundle bundle) {
        Tensor images = Tensor.allocate(ElementType.UINT8, 1, EDGE, EDGE, 3);
        byte[] pixels = new byte[(int) images.elements()];
        new Random(1).nextBytes(pixels);
        images.data().put(pixels).clear();
        Map<String, Tensor> inputs = new HashMap<>(Map.of("images", images));
        Map<String, Tensor> outputs = new HashMap<>();
        Tensor ids = Tensor.allocate(ElementType.INT64, 1, TOKENS);
        Tensor vectors = Tensor.allocate(ElementType.FLOAT32, 1, TOKENS, WIDTH);
        boolean coded = bundle.manifest().codebook().orElseThrow().size() > 0;
        outputs.put(coded ? "ids" : "vectors", coded ? ids : vectors);
        Map<String, Tensor> tokens = new HashMap<>(outputs);
        if (bundle.manifest().system().equals("karl")) {
            Tensor epsilon = Tensor.allocate(ElementType.FLOAT32, 1);
            epsilon.floats().put(0, 0.05f);
            Tensor budget = Tensor.allocate(ElementType.INT64, 1);
            budget.longs().put(0, TOKENS);
            inputs.putAll(Map.of("epsilon", epsilon, "budget", budget));
            outputs.put("keep", Tensor.allocate(ElementType.UINT8, 1, TOKENS));
            tokens.put("keep", outputs.get("keep"));
            outputs.put("halting", Tensor.allocate(ElementType.FLOAT32, 1, TOKENS));
        }
        try (Graph encode = bundle.graph("encode", EngineOptions.defaults())) {
            encode.run(inputs, outputs);
        }
        assertThat(ReferenceCase.integers(ids)).allMatch(id -> id >= 0 && id < CODES);
        finite(vectors);
        return tokens;
    }

    private static void finite(Tensor numbers) {
        FloatBuffer floats = numbers.floats();
        for (int i = 0; i < floats.limit(); i++) {
            assertThat(Float.isFinite(floats.get(i))).isTrue();
        }
    }

    /** In the safetensors format; each tensor begins elsewhere in a table of random numbers that is gone through again and again. */
    static Path write(SortedMap<String, List<Long>> keys, Path file) throws IOException {
        ObjectNode header = new ObjectMapper().createObjectNode();
        long at = 0;
        for (Map.Entry<String, List<Long>> each : keys.entrySet()) {
            ObjectNode described = header.putObject(each.getKey()).put("dtype", "F32");
            each.getValue().forEach(described.putArray("shape")::add);
            long end = at + elements(each.getValue()) * Float.BYTES;
            described.putArray("data_offsets").add(at).add(end);
            at = end;
        }
        byte[] text = new ObjectMapper().writeValueAsBytes(header);
        Random random = new Random(2);
        ByteBuffer table = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
        while (table.hasRemaining()) {
            table.putFloat((float) random.nextGaussian() * 0.05f);
        }
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            drain(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, text.length), out);
            drain(ByteBuffer.wrap(text), out);
            for (List<Long> shape : keys.values()) {
                long left = elements(shape) * Float.BYTES;
                int from = random.nextInt(table.capacity() / Float.BYTES) * Float.BYTES;
                while (left > 0) {
                    int run = (int) Math.min(left, table.capacity() - from);
                    drain(table.slice(from, run), out);
                    left -= run;
                    from = 0;
                }
            }
        }
        return file;
    }

    private static long elements(List<Long> shape) {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    private static void drain(ByteBuffer bytes, FileChannel out) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
