package io.winnow.model.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.winnow.model.EngineKind;
import io.winnow.model.EngineOptions;
import io.winnow.model.Shipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleCheckTest {
    @TempDir
    Path folder;

    @Test
    void theShippedTokenizerMakesItsStoredIdsAlikeAtEachBatchSize() {
        BundleReport report = BundleCheck.verify(Shipped.CELLS, EngineOptions.defaults());

        assertThat(report.problems()).isEmpty();
        BundleReport.FunctionReport encode = report.functions().get(0);
        assertThat(encode.examples()).isEqualTo(64);
        assertThat(encode.ids()).isEqualTo(64 * 49);
        assertThat(encode.unlikeBatches()).isZero();
        assertThat(encode.unlikeStored()).isLessThanOrEqualTo(encode.ids() / 50);
    }

    @Test
    void theShippedReadersGraphsMakeTheirStoredNumbersAlikeAtEachBatchSize() {
        BundleReport report = BundleCheck.verify(Shipped.READER, EngineOptions.defaults());

        assertThat(report.problems()).isEmpty();
        assertThat(report.functions())
                .filteredOn(function -> function.engine() == EngineKind.ONNX_FP32)
                .extracting(BundleReport.FunctionReport::function)
                .containsExactlyInAnyOrder("embed", "context", "context-2", "context-3", "step", "step-2", "step-3");
    }

    @Test
    void theShippedReaderIsVerifiedInEachOfItsEngines() {
        BundleReport report = BundleCheck.verify(Shipped.READER, EngineOptions.defaults());

        assertThat(report.functions())
                .filteredOn(function -> function.engine() != EngineKind.ONNX_FP32)
                .hasSize(12)
                .allSatisfy(function -> assertThat(function.farthest()).isBetween(1e-6, 0.1));
    }

    @Test
    void theShippedSelectorIsHeldAgainstWhatItsEncoderMakesOfItsExamples() {
        BundleReport report = BundleCheck.verify(Shipped.MODELS.resolve("lavit-cells"), EngineOptions.defaults());

        assertThat(report.problems()).isEmpty();
        assertThat(report.functions())
                .extracting(BundleReport.FunctionReport::function, BundleReport.FunctionReport::examples)
                .containsExactlyInAnyOrder(tuple("select", 64), tuple("decode", 64));
    }

    @ParameterizedTest
    @CsvSource({"one-d-piece-small, 1", "karl-small, 2"})
    void theShippedTokenizersOfPicturesMakeTheirStoredIdsAndPicturesAlikeAtEachBatchSize(
            String bundle, int outputsOfIds) {
        BundleReport report = BundleCheck.verify(Shipped.MODELS.resolve(bundle), EngineOptions.defaults());

        assertThat(report.problems()).isEmpty();
        BundleReport.FunctionReport encode = report.functions().stream()
                .filter(function -> function.function().equals("encode"))
                .findFirst()
                .orElseThrow();
        assertThat(encode.ids()).isEqualTo(64L * 128 * outputsOfIds);
        assertThat(encode.unlikeBatches()).isZero();
    }

    @Test
    void aChangedByteIsReportedWithItsFile() throws IOException {
        Path copy = Shipped.copy(Shipped.CELLS, folder);
        byte[] bytes = Files.readAllBytes(copy.resolve("examples.safetensors"));
        bytes[bytes.length - 1] ^= 1;
        Files.write(copy.resolve("examples.safetensors"), bytes);

        BundleReport report = BundleCheck.verify(copy, EngineOptions.defaults());

        assertThat(report.isSound()).isFalse();
        assertThat(report.problems()).singleElement().asString().contains("examples.safetensors");
    }
}
