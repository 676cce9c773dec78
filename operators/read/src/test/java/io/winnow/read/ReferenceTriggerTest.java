package io.winnow.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.winnow.model.SafeTensors;
import io.winnow.model.SafeTensorsHeader;
import io.winnow.model.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the stored results of a slow reading of the paper in double precision. */
class ReferenceTriggerTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("winnow.root")).resolve("../shared/reference/todre");
    private static final double[] THRESHOLDS = {0.03, 0.05, 0.10, 0.15};

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void ratiosAndTheirDecisionAreThoseOfTheReference(int number) throws IOException {
        assumeTrue(Files.isDirectory(FOLDER));
        SafeTensors inputs = SafeTensors.read(FOLDER.resolve("inputs.safetensors"));
        Path outputs = FOLDER.resolve("outputs.safetensors");
        String name = "stage2_" + number;
        double[][] attention = meanOfHeads(inputs.get(name + ".attention"));
        int[] visual = positions(inputs.get(name + ".V"));
        int[] text = positions(inputs.get(name + ".T"));
        int[] all = all(positions(inputs.get(name + ".S")), visual, text);

        double textToVisual = DropRule.ratio(given(attention, text, visual), given(attention, text, all));
        double visualToText = DropRule.ratio(given(attention, visual, text), given(attention, visual, all));

        DoubleBuffer alpha = bytes(outputs, name + ".alpha").asDoubleBuffer();
        assertThat(textToVisual).isCloseTo(alpha.get(0), within(1e-9));
        assertThat(visualToText).isCloseTo(alpha.get(1), within(1e-9));
        ByteBuffer dropped = bytes(outputs, name + ".drop_at_tau_.03_.05_.10_.15");
        for (int i = 0; i < THRESHOLDS.length; i++) {
            assertThat(new DropRule(THRESHOLDS[i]).drops(textToVisual, visualToText))
                    .isEqualTo(dropped.get(i) == 1);
        }
    }

    private static double[][] meanOfHeads(Tensor attention) {
        int heads = (int) attention.shape()[0];
        int length = (int) attention.shape()[1];
        double[][] mean = new double[length][length];
        for (int i = 0; i < attention.elements(); i++) {
            mean[i / length % length][i % length] += (double) attention.floats().get(i) / heads;
        }
        return mean;
    }

    private static int[] positions(Tensor tensor) {
        int[] positions = new int[(int) tensor.elements()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = tensor.data().getInt(Integer.BYTES * i);
        }
        return positions;
    }

    private static int[] all(int[]... parts) {
        return Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray();
    }

    private static double[] given(double[][] attention, int[] from, int[] to) {
        return Arrays.stream(from)
                .mapToDouble(row -> Arrays.stream(to)
                        .mapToDouble(column -> attention[row][column])
                        .sum())
                .toArray();
    }

    private static ByteBuffer bytes(Path file, String name) throws IOException {
        SafeTensorsHeader.Entry entry =
                Objects.requireNonNull(SafeTensorsHeader.read(file).entries().get(name));
        return ByteBuffer.wrap(Files.readAllBytes(file), (int) entry.start(), (int) (entry.end() - entry.start()))
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
    }
}
