package io.winnow.tokenize;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.model.Bundle;
import io.winnow.model.ExternalWeight;
import io.winnow.model.convert.Conversion;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Published architectures in small, with weights drawn at random: what they make of pictures means nothing, but must be told as it is. */
public final class DrawnBundle {
    private static final Path ARCHITECTURES =
            Path.of(System.getProperty("winnow.root")).resolve("operators/model/src/test/resources/published");

    private DrawnBundle() {}

    /** A bundle of a variant, in a folder that is there. */
    public static Bundle of(String system, String variant, Path folder) throws IOException {
        Path file = drawn(system, variant, List.of("encode.onnx", "decode.onnx"), folder);
        return Conversion.convert(ARCHITECTURES, system, List.of(file), folder.resolve(system), told -> {});
    }

    /** VQToken's attention over a bundle that makes 49 cells of 256 numbers, beside it or alone. */
    public static Bundle attention(Optional<Bundle> encoder, Path folder) throws IOException {
        Path file = drawn("vqtoken", "lite0", List.of("attend.onnx"), folder);
        return Conversion.convert(
                ARCHITECTURES, "vqtoken", List.of(file), encoder, folder.resolve("vqtoken"), told -> {});
    }

    private static Path drawn(String system, String variant, List<String> graphs, Path folder) throws IOException {
        Map<String, ExternalWeight> weights = new LinkedHashMap<>();
        for (String graph : graphs) {
            ExternalWeight.of(ARCHITECTURES.resolve(system).resolve(variant).resolve(graph))
                    .forEach(weight -> weights.put(weight.name(), weight));
        }
        return drawn(folder.resolve("drawn.safetensors"), List.copyOf(weights.values()));
    }

    private static Path drawn(Path file, List<ExternalWeight> weights) throws IOException {
        ObjectNode header = new ObjectMapper().createObjectNode();
        Random random = new Random(7);
        long at = 0;
        for (ExternalWeight weight : weights) {
            long bytes = Float.BYTES * weight.shape().stream().reduce(1L, Math::multiplyExact);
            ObjectNode described = header.putObject(weight.name()).put("dtype", "F32");
            weight.shape().forEach(described.putArray("shape")::add);
            described.putArray("data_offsets").add(at).add(at + bytes);
            at += bytes;
        }
        byte[] text = new ObjectMapper().writeValueAsBytes(header);
        ByteBuffer content = ByteBuffer.allocate(Long.BYTES + text.length + Math.toIntExact(at))
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text);
        while (content.hasRemaining()) {
            content.putFloat((float) random.nextGaussian() / 4);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(content.array());
        }
        return file;
    }
}
