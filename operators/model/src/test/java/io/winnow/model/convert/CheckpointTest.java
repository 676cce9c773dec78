package io.winnow.model.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.model.ModelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of {@code resources/checkpoints}, which PyTorch 2.9 and safetensors wrote: a 4x6 matrix of {@code i / 8 - 1} in several types and views. */
class CheckpointTest {
    @TempDir
    Path folder;

    static Path stored(String name) {
        try {
            return Path.of(Objects.requireNonNull(CheckpointTest.class.getResource("/checkpoints/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Checkpoint open(Path file) {
        return Checkpoint.open(file, List.of());
    }

    private static float[] matrix() {
        float[] numbers = new float[24];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i / 8f - 1;
        }
        return numbers;
    }

    private static float[] floats(Checkpoint checkpoint, String key) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Objects.requireNonNull(checkpoint.tensors().get(key)).writeFloats(Channels.newChannel(out));
        float[] numbers = new float[out.size() / Float.BYTES];
        ByteBuffer.wrap(out.toByteArray())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(numbers);
        return numbers;
    }

    private static List<Long> shape(Checkpoint checkpoint, String key) {
        return Objects.requireNonNull(checkpoint.tensors().get(key)).shape();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip.pth", "legacy.pth", "wrapped.pth", "plain.safetensors"})
    void numbersAreThoseThatWereSaved(String name) throws IOException {
        try (Checkpoint checkpoint = open(stored(name))) {
            assertThat(checkpoint.tensors().keySet())
                    .contains("plain", "half", "brain", "double", "turned", "part", "count", "none");
            for (String key : List.of("plain", "half", "brain", "double")) {
                assertThat(floats(checkpoint, key)).as(key).containsExactly(matrix());
                assertThat(shape(checkpoint, key)).containsExactly(4L, 6L);
            }
            assertThat(shape(checkpoint, "turned")).containsExactly(6L, 4L);
            assertThat(floats(checkpoint, "turned")).startsWith(-1, -0.25f, 0.5f, 1.25f, -0.875f);
            assertThat(floats(checkpoint, "part")).containsExactly(Arrays.copyOfRange(matrix(), 6, 18));
            assertThat(floats(checkpoint, "count")).containsExactly(7);
            assertThat(floats(checkpoint, "none")).isEmpty();
        }
    }

    @Test
    void numbersOfEightBitsAreRead() throws IOException {
        try (Checkpoint checkpoint = open(stored("plain.safetensors"))) {
            assertThat(floats(checkpoint, "tiny")).startsWith(-1, -0.875f, -0.75f, -0.625f, -0.5f);
        }
    }

    @Test
    void whatAFileWouldRunIsNotRun() throws IOException {
        // Unpickled by Python this file calls os.system("touch /tmp/winnow-was-run").
        try (Checkpoint checkpoint = open(stored("evil.pth"))) {
            assertThat(checkpoint.tensors()).containsOnlyKeys("a");
            assertThat(floats(checkpoint, "a")).containsExactly(matrix());
        }
        assertThat(Path.of("/tmp/winnow-was-run")).doesNotExist();
    }

    @Test
    void aListThatIsAKeyOfWhatItHoldsIsNoHarm() throws IOException {
        // A list that holds itself, as a key.
        byte[] pickle = {(byte) 0x80, 2, ']', 'q', 0, 'h', 0, 'a', '}', 'h', 0, 'K', 1, 's', '.'};
        Object read = new Unpickler(new java.io.ByteArrayInputStream(pickle), id -> id, tensor -> tensor).read();
        assertThat(read).isEqualTo(java.util.Map.of());
    }

    @Test
    void whatIsNoCheckpointIsRefusedWithASentence() throws IOException {
        assertThatThrownBy(() -> open(stored("program.pth")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("TorchScript");
        assertThatThrownBy(() -> open(folder.resolve("none.pth")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("there is no such file");
        Path text = Files.writeString(folder.resolve("text.pth"), "<html>404: not here</html>");
        assertThatThrownBy(() -> open(text)).isInstanceOf(ModelException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 60, Long.MAX_VALUE, -1, 1L << 40, 0})
    void aHeaderOfAnAbsurdLengthIsRefusedWithASentence(long length) throws IOException {
        byte[] bytes = Files.readAllBytes(stored("plain.safetensors"));
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
        Path absurd = Files.write(folder.resolve("absurd.safetensors"), bytes);
        assertThatThrownBy(() -> open(absurd))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(
                        "absurd.safetensors cannot be read: its header is said to take " + length + " bytes")
                .hasMessageContaining("Fetch the file again");
    }

    @Test
    void theStateDictOfAPreferredNameIsTaken() throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(stored("states.pth"), List.of("ema", "model"))) {
            assertThat(checkpoint.tensors()).containsOnlyKeys("plain");
            assertThat(floats(checkpoint, "plain")).containsExactly(matrix());
        }
        try (Checkpoint checkpoint = Checkpoint.open(stored("states.pth"), List.of())) {
            assertThat(checkpoint.tensors()).hasSize(5).containsKey("gan_losses.3.weight");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip.pth", "legacy.pth", "wrapped.pth", "plain.safetensors"})
    void aFileThatEndsEarlyIsRefusedWhereverItEnds(String name) throws IOException {
        byte[] whole = Files.readAllBytes(stored(name));
        for (int length = 0; length < whole.length; length += 13) {
            Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> open(cut)).isInstanceOf(ModelException.class);
        }
    }

    @Property(tries = 300)
    void aDamagedByteGivesTensorsOrASentence(@ForAll int seed) throws IOException {
        try (Stream<String> names = Stream.of("zip.pth", "legacy.pth", "plain.safetensors")) {
            for (String name : names.toList()) {
                byte[] bytes = Files.readAllBytes(stored(name));
                java.util.Random random = new java.util.Random(seed);
                for (int i = 0; i < 3; i++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                Path damaged = Files.createTempFile("damaged", ".pth");
                try (Checkpoint checkpoint = open(Files.write(damaged, bytes))) {
                    assertThat(checkpoint.tensors()).isNotNull();
                } catch (ModelException e) {
                    assertThat(e).hasMessageContaining("damaged");
                } finally {
                    Files.delete(damaged);
                }
            }
        }
    }
}
