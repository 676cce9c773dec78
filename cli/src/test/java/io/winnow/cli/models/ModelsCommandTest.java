package io.winnow.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.cli.Ran;
import io.winnow.model.ExternalWeight;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
    @Test
    void everyBundleIsListedWithItsDigest() {
        Ran ran = Ran.of("models", "list", "--json");

        assertThat(ran.status()).isZero();
        assertThat(ran.document()).anySatisfy(bundle -> {
            assertThat(bundle.get("name").asText()).isEqualTo("lite0-cells");
            assertThat(bundle.get("role").asText()).isEqualTo("image-tokenizer");
            assertThat(bundle.get("digest").asText()).hasSize(64);
        });
    }

    @Test
    void aBundleIsShownWithItsGraphs() {
        Ran ran = Ran.of("models", "show", "lite0-cells", "--json");

        JsonNode encode = ran.document().get("graphs").get("encode");
        assertThat(ran.status()).isZero();
        assertThat(encode.get("inputs").toString()).contains("uint8");
        assertThat(Ran.of("models", "show", "lite0-cells").out())
                .contains("lite0-cells@", "encode", "licence", "squashed", "spatial");
    }

    @Test
    void whatABundleDoesOtherwiseThanThePublishedSystemIsShown() {
        JsonNode bundle =
                Ran.of("models", "show", "one-d-piece-small", "--json").document();
        assertThat(bundle.get("departures")).isNotEmpty();
        assertThat(Ran.of("models", "show", "one-d-piece-small").out())
                .contains("cropped", "prefix", bundle.get("departures").get(0).asText());
    }

    @Test
    void aSoundBundlePasses() {
        Ran ran = Ran.of("models", "verify", "lite0-cells", "--json");

        assertThat(ran.status()).isZero();
        assertThat(ran.document().get(0).get("sound").asBoolean()).isTrue();
        assertThat(ran.document().get(0).get("functions").get(0).get("examples").asInt())
                .isGreaterThanOrEqualTo(64);
    }

    @Test
    void whatCannotBeConvertedIsSaid(@TempDir Path folder) throws IOException {
        Path page = Files.writeString(folder.resolve("tokenizer_encoder.bin"), "<html>404: not here</html>");
        String out = folder.resolve("bundle").toString();

        Ran ran = Ran.of("models", "convert", "lavit", page.toString(), "--out", out, "--json");

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.document().path("error").path("what").asText())
                .contains("tokenizer_encoder.bin", "cannot be read");
        assertThat(Ran.of("models", "convert", "lavit", "--out", out).status()).isEqualTo(2);
        Ran unknown = Ran.of("models", "convert", "dall-e", page.toString(), "--out", out);
        assertThat(unknown.status()).isEqualTo(3);
        assertThat(unknown.err()).contains("there are [karl, lavit, one-d-piece, vqtoken]");
    }

    @Test
    void attentionWithoutItsEncoderIsConvertedAndTokenizesNothing(@TempDir Path folder) throws IOException {
        Path file = attention(folder.resolve("model.safetensors"));
        Path out = folder.resolve("attention");
        Ran other = Ran.of(
                "models", "convert", "vqtoken", file.toString(), "--encoder", "lite0-cells", "--out", out.toString());
        assertThat(other.status()).isEqualTo(3);
        assertThat(other.err()).contains("lite0-cells", "does not lie beside");

        Ran ran = Ran.of("models", "convert", "vqtoken", file.toString(), "--out", out.toString(), "--json");
        assertThat(ran.status()).isZero();
        assertThat(ran.document().get("bytes").asLong()).isGreaterThan(43_000_000);
        assertThat(Ran.of("models", "show", out.toString()).out()).contains("attend", "centroids");

        Path picture = Files.writeString(folder.resolve("a.png"), "never looked at");
        Ran tokenized = Ran.of("tokenize", picture.toString(), "--tokenizer", out.toString());
        assertThat(tokenized.status()).isNotZero();
        assertThat(tokenized.err()).contains("sees no pictures", "--encoder");
    }

    /** A file of the published keys and shapes, of zeros. */
    private static Path attention(Path file) throws IOException {
        ObjectNode header = new ObjectMapper().createObjectNode();
        long at = 0;
        Path graph = ModelFolders.root().resolve("published/vqtoken/onevision-0.5b/attend.onnx");
        for (ExternalWeight weight : ExternalWeight.of(graph)) {
            long end = at + Float.BYTES * weight.shape().stream().reduce(1L, Math::multiplyExact);
            ObjectNode tensor = header.putObject(weight.name()).put("dtype", "F32");
            weight.shape().forEach(tensor.putArray("shape")::add);
            tensor.putArray("data_offsets").add(at).add(end);
            at = end;
        }
        byte[] text = new ObjectMapper().writeValueAsBytes(header);
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + text.length + Math.toIntExact(at))
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text);
        return Files.write(file, bytes.array());
    }

    @Test
    void aChangedByteIsFoundAndItsFileNamed(@TempDir Path folder) throws IOException {
        Path copy = copied(folder);
        byte[] graph = Files.readAllBytes(copy.resolve("encode.onnx"));
        graph[graph.length / 2] ^= 1;
        Files.write(copy.resolve("encode.onnx"), graph);

        Ran ran = Ran.of("models", "verify", copy.toString());

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.out()).contains("encode.onnx");
    }

    @Test
    void aBundleThatIsNotThereNamesThoseThatAre() {
        Ran ran = Ran.of("models", "show", "nothing", "--json");

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.document().get("error").get("hint").asText()).contains("lite0-cells");
    }

    private static Path copied(Path to) throws IOException {
        Path copy = Files.createDirectories(to.resolve("lite0-cells"));
        try (Stream<Path> files = Files.list(ModelFolders.root().resolve("lite0-cells"))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(ModelFolders.name(file)));
            }
        }
        return copy;
    }
}
