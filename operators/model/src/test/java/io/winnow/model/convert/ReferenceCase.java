package io.winnow.model.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.winnow.model.SafeTensors;
import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What a published system's own code computed on a small configuration; lies beside the project. */
record ReferenceCase(Path folder, SafeTensors inputs, SafeTensors outputs) {
    /** How near numbers before pixels have to come. */
    static final float NEAR = 1e-4f;

    /** How near unclamped pixels have to come. */
    static final float NEAR_PIXELS = 1e-3f;

    private static final Path ROOT = Path.of(System.getProperty("winnow.root")).resolve("../shared/reference");
    private static final int CHANNELS = 3;

    /** A case by its name; whatever test asks for it is skipped where there is none. */
    static ReferenceCase read(String name) {
        Path folder = ROOT.resolve(name);
        assumeThat(folder).as("the reference case beside the project").isDirectory();
        return new ReferenceCase(
                folder,
                SafeTensors.read(folder.resolve("inputs.safetensors")),
                SafeTensors.read(folder.resolve("outputs.safetensors")));
    }

    /**
     * A case some of whose outputs are of types that Winnow does not read.
     *
     * @param readable which outputs to take
     * @param scratch a folder for these
     */
    static ReferenceCase read(String name, Predicate<String> readable, Path scratch) throws IOException {
        Path folder = ROOT.resolve(name);
        assumeThat(folder).as("the reference case beside the project").isDirectory();
        Path outputs = SafeTensorsFile.read(folder.resolve("outputs.safetensors"))
                .keep(readable, key -> key)
                .write(scratch.resolve("outputs.safetensors"));
        return new ReferenceCase(
                folder, SafeTensors.read(folder.resolve("inputs.safetensors")), SafeTensors.read(outputs));
    }

    /** Graphs without weights of the cases' configurations. */
    static Path architectures() {
        try {
            return Path.of(Objects.requireNonNull(ReferenceCase.class.getResource("/published"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    Path weightsFile() {
        return folder.resolve("weights.safetensors");
    }

    SafeTensorsFile weights() throws IOException {
        return SafeTensorsFile.read(weightsFile());
    }

    /** The case's pictures one after the other, again and again, as graphs take them: uint8 {@code [batch, edge, edge, 3]}. */
    Tensor images(int batch) {
        Tensor images = inputs.get("images_u8");
        int edge = (int) images.shape()[2];
        Tensor turned = Tensor.allocate(ElementType.UINT8, batch, edge, edge, CHANNELS);
        for (int image = 0; image < batch; image++) {
            int source = image % (int) images.shape()[0];
            for (int pixel = 0; pixel < edge * edge; pixel++) {
                for (int channel = 0; channel < CHANNELS; channel++) {
                    byte value = images.data().get((source * CHANNELS + channel) * edge * edge + pixel);
                    turned.data().put((image * edge * edge + pixel) * CHANNELS + channel, value);
                }
            }
        }
        return turned;
    }

    /** An output of int32. */
    List<Integer> ints(String name) {
        Tensor tensor = outputs.get(name);
        ByteBuffer data = tensor.data().duplicate().order(tensor.data().order()).clear();
        return IntStream.range(0, (int) tensor.elements())
                .mapToObj(i -> data.getInt(i * Integer.BYTES))
                .toList();
    }

    /** Holds numbers against an output. */
    void near(FloatBuffer actual, String name) {
        FloatBuffer expected = outputs.get(name).floats();
        float farthest = 0;
        for (int i = 0; i < expected.limit(); i++) {
            farthest = Math.max(farthest, Math.abs(actual.get(i) - expected.get(i)));
        }
        assertThat(farthest).as(name).isLessThan(NEAR);
        assertThat(actual.limit()).isEqualTo(expected.limit());
    }

    /**
     * Holds one of decoded pictures against an output that has some rows and columns of it, channels first.
     *
     * @param pictures float32 {@code [batch, edge, edge, 3]}
     * @param of which of the output's pictures it is
     */
    void nearPicture(Tensor pictures, int picture, String name, int of) {
        Tensor some = outputs.get(name);
        int edge = (int) pictures.shape()[1];
        int shown = (int) some.shape()[2];
        int step = (edge + shown - 1) / shown;
        FloatBuffer actual = pictures.floats();
        FloatBuffer expected = some.floats();
        float farthest = 0;
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int row = 0; row < shown; row++) {
                for (int column = 0; column < shown; column++) {
                    int place = ((picture * edge + row * step) * edge + column * step) * CHANNELS + channel;
                    int known = ((of * CHANNELS + channel) * shown + row) * shown + column;
                    farthest = Math.max(farthest, Math.abs(actual.get(place) - expected.get(known)));
                }
            }
        }
        assertThat(farthest).as(name).isLessThan(NEAR_PIXELS);
    }

    /** The numbers of a tensor of int64. */
    static List<Integer> integers(Tensor tensor) {
        return IntStream.range(0, (int) tensor.elements())
                .mapToObj(i -> Math.toIntExact(tensor.longs().get(i)))
                .toList();
    }

    /** The numbers of a tensor of uint8. */
    static byte[] bytes(Tensor tensor) {
        byte[] bytes = new byte[Math.toIntExact(tensor.elements())];
        tensor.data().duplicate().clear().get(bytes);
        return bytes;
    }
}
