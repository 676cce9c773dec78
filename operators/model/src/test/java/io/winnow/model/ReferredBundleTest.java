package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle that takes the vectors of another's encoder. */
class ReferredBundleTest {
    private static final Path SELECTOR = Shipped.MODELS.resolve("lavit-cells");

    @TempDir
    Path folder;

    @Test
    void theShippedSelectorOpensWithItsEncoder() {
        Bundle bundle = Bundle.open(SELECTOR);

        assertThat(bundle.encoder()).hasValue(Bundle.open(Shipped.CELLS));
        assertThat(bundle.spec("select").input("cells").shape()).contains(Extent.fixed(256));
        assertThat(Bundle.open(Shipped.CELLS).encoder()).isEmpty();
    }

    @Test
    void anEncoderThatIsNotThereIsNamed() {
        Path copy = Shipped.copy(SELECTOR, folder);

        assertThatThrownBy(() -> Bundle.open(copy))
                .isInstanceOf(ModelException.class)
                .hasMessage("the bundle " + copy + " needs the bundle lite0-cells beside it, which is not there: fetch"
                        + " that too");
    }

    @Test
    void anotherEncoderOfThatNameIsRefused() throws IOException {
        Path copy = Shipped.copy(SELECTOR, folder);
        changed(Shipped.copy(Shipped.CELLS, folder), "variant: lite0-7x7", "variant: lite0-7x7b");

        assertThatThrownBy(() -> Bundle.open(copy))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(
                        "was made for " + Bundle.open(Shipped.CELLS).ref() + ", and lite0-cells@")
                .hasMessageContaining("lies beside it: fetch both again");
    }

    @Test
    void anEncoderThatRefersToAnotherIsRefused() throws IOException {
        Path copy = changed(Shipped.copy(SELECTOR, folder), "bundle: lite0-cells", "bundle: lavit-cells");

        assertThatThrownBy(() -> Bundle.open(copy)).hasMessageContaining("which has no encoder of its own");
    }

    @Test
    void onlyBundlesThatLieBesideAreReferredTo() throws IOException {
        Path copy = changed(Shipped.copy(SELECTOR, folder), "bundle: lite0-cells", "bundle: ../lite0-cells");

        assertThatThrownBy(() -> Bundle.open(copy)).hasMessageContaining("encoder.bundle is no name of a bundle");
    }

    private static Path changed(Path copy, String from, String to) throws IOException {
        Path manifest = copy.resolve("bundle.yaml");
        String text = Files.readString(manifest);
        assertThat(text).contains(from);
        Files.writeString(manifest, text.replace(from, to));
        return copy;
    }
}
