package io.winnow.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.winnow.model.Bundle;
import io.winnow.model.Bundles;
import io.winnow.model.EngineOptions;
import io.winnow.model.Manifest;
import io.winnow.records.BundleRef;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The first reader among the shipped bundles, and the tokenizer it reads. */
class ShippedReaderTest {
    private static final Path MODELS =
            Path.of(System.getProperty("winnow.root")).resolve("models");

    private static Codebook codebook;

    @BeforeAll
    static void readCodebook() {
        Path reader = Bundles.in(MODELS).stream()
                .filter(folder -> Bundles.manifest(folder).role() == Manifest.Role.READER)
                // The blind twin's codes are nothing.
                .filter(folder -> !folder.endsWith("reader-blind"))
                .findFirst()
                .orElseThrow();
        codebook = ReaderCodebook.of(reader, EngineOptions.defaults());
    }

    @Test
    void itsCodesAreReadThroughItsGraphAtUnitLength() {
        assertThat(codebook.size()).isEqualTo(4096);
        assertThat(codebook.width()).isEqualTo(256);
        for (int code = 0; code < codebook.size(); code++) {
            assertThat(codebook.rows().cosine(code, code)).isCloseTo(1, within(1e-5f));
        }
    }

    @Test
    void itReadsTheTokenizerBesideItAndNoOtherDigest() {
        InstalledTokenizers installed = new InstalledTokenizers(MODELS, codebook.features());
        BundleRef cells = Bundle.open(MODELS.resolve("lite0-cells")).ref();
        assertThat(installed.problem(cells)).isEmpty();
        assertThat(installed.problem(new BundleRef(cells.name(), "ab".repeat(32))))
                .hasValueSatisfying(refusal -> assertThat(refusal.what()).contains(cells.toString()));
    }
}
