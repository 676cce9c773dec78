package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.model.Tensor.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
    @TempDir
    Path folder;

    @Test
    void aShippedBundleOpensWithWhatItsManifestSays() {
        Bundle bundle = Bundle.open(Shipped.CELLS);

        assertThat(bundle.manifest().role()).isEqualTo(Manifest.Role.IMAGE_TOKENIZER);
        assertThat(bundle.manifest().codebook()).hasValue(new Manifest.Codebook(4096, 256, "lite0-cells-v1"));
        assertThat(bundle.manifest().codebook().orElseThrow().bits()).isEqualTo(12);
        assertThat(bundle.spec("encode").input("images").type()).isEqualTo(ElementType.UINT8);
        assertThat(bundle.spec("encode").output("vectors").shape())
                .containsExactly(Extent.dynamic("batch"), Extent.dynamic("cells"), Extent.fixed(256));
        assertThat(HexFormat.of().parseHex(bundle.digest())).hasSize(32);
    }

    @Test
    void aReaderOfBeforeHasOneTemperatureForAnswersOfBothKinds() throws IOException {
        Path copy = Shipped.copy(Shipped.CELLS.resolveSibling("reader-small"), folder);
        String manifest = Files.readString(copy.resolve("bundle.yaml"));
        for (String written : new String[] {"temperature: 1.5", "temperature: 1.5, written: 0.7"}) {
            Files.writeString(
                    copy.resolve("bundle.yaml"),
                    manifest.replaceFirst("calibration: \\{.*}", "calibration: {" + written + "}"));
            Manifest.Reader reader = Bundle.open(copy).manifest().reader().orElseThrow();
            assertThat(reader.temperature()).isEqualTo(1.5);
            assertThat(reader.writtenTemperature()).isEqualTo(written.endsWith("0.7") ? 0.7 : 1.5);
        }
    }

    @Test
    void aFileWithOneChangedByteIsNamed() throws IOException {
        Path copy = Shipped.copy(Shipped.CELLS, folder);
        byte[] bytes = Files.readAllBytes(copy.resolve("encode.onnx"));
        bytes[bytes.length / 2] ^= 1;
        Files.write(copy.resolve("encode.onnx"), bytes);

        assertThatThrownBy(() -> Bundle.open(copy))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("the file encode.onnx of the bundle " + copy)
                .hasMessageContaining("fetch the bundle again");
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        Path copy = Shipped.copy(Shipped.CELLS, folder);
        Files.delete(copy.resolve("examples.safetensors"));

        assertThatThrownBy(() -> Bundle.open(copy)).hasMessageContaining("lacks examples.safetensors");
    }

    @Test
    void aFileThatIsNotListedIsNamed() throws IOException {
        Path copy = Shipped.copy(Shipped.CELLS, folder);
        Files.writeString(copy.resolve("more.bin"), "more");

        assertThatThrownBy(() -> Bundle.open(copy)).hasMessageContaining("holds more.bin");
    }

    @Test
    void aFolderWithoutManifestIsRefused() {
        assertThatThrownBy(() -> Bundle.open(folder)).hasMessageContaining("there is no bundle in " + folder);
    }

    @Test
    void anotherOpsetIsRefused() throws IOException {
        Path copy = changed("opset: 18", "opset: 17");

        assertThatThrownBy(() -> Bundle.open(copy)).hasMessageContaining("written for opset 18, not 17");
    }

    @Test
    void anotherTypeIsRefused() throws IOException {
        Path copy = changed("images: {type: uint8", "images: {type: float32");

        assertThatThrownBy(() -> Bundle.open(copy)).hasMessageContaining("another type for the input images");
    }

    @Test
    void anotherWidthIsRefused() throws IOException {
        Path copy = changed("[batch, cells, 256]", "[batch, cells, 128]");

        assertThatThrownBy(() -> Bundle.open(copy)).hasMessageContaining("for the output vectors, not");
    }

    @Test
    void anotherNameIsRefused() throws IOException {
        Path copy = changed("ids: {type", "codes: {type");

        assertThatThrownBy(() -> Bundle.open(copy)).hasMessageContaining("has no output codes");
    }

    @Test
    void anUnknownRoleIsRefusedWithItsPlace() throws IOException {
        Path copy = changed("role: image-tokenizer", "role: smell-tokenizer");

        assertThatThrownBy(() -> Bundle.open(copy)).hasMessageContaining("role is 'smell-tokenizer'");
    }

    @Test
    void anUnknownFunctionIsRefusedWithThoseThereAre() {
        Bundle bundle = Bundle.open(Shipped.CELLS);

        assertThatThrownBy(() -> bundle.graph("decode", EngineOptions.defaults()))
                .hasMessageContaining("no function decode but [encode]");
    }

    @Test
    void anEngineThatTheBundleLacksIsRefusedWithThoseThereAre() {
        EngineOptions int8 = EngineOptions.defaults().withReader(EngineKind.ONNX_INT8);

        assertThatThrownBy(() ->
                        Bundle.open(Shipped.MODELS.resolve("reader-blind")).graph("step", int8))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("reader-blind has no engine onnx-int8 but [onnx-fp32]")
                .hasMessageContaining("engine.reader");
    }

    @Test
    void onlyReadersHaveAChoiceOfEngines() {
        EngineOptions int8 = EngineOptions.defaults().withReader(EngineKind.ONNX_INT8);

        assertThatCode(() -> Bundle.open(Shipped.CELLS).graph("encode", int8).close())
                .doesNotThrowAnyException();
    }

    @Test
    void graphsAreOpenedUnderNoEngineThatIsYetToBeChosen() {
        EngineOptions undecided = EngineOptions.defaults().withReader(EngineKind.AUTO);

        assertThatThrownBy(() -> Bundle.open(Shipped.READER).graph("step", undecided))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must be chosen");
    }

    @Test
    void theDigestChangesWithTheManifest() throws IOException {
        Path copy = changed("variant: lite0-7x7", "variant: lite0-7x7b");

        assertThat(Bundle.open(copy).digest())
                .isNotEqualTo(Bundle.open(Shipped.CELLS).digest());
    }

    @Test
    void bundlesOfAFolderAreListedByName() {
        assertThat(Bundles.in(Shipped.MODELS)).contains(Shipped.CELLS).isSorted();
    }

    private Path changed(String from, String to) throws IOException {
        Path copy = Shipped.copy(Shipped.CELLS, folder);
        Path manifest = copy.resolve("bundle.yaml");
        String text = Files.readString(manifest);
        assertThat(text).contains(from);
        Files.writeString(manifest, text.replace(from, to));
        return copy;
    }
}
