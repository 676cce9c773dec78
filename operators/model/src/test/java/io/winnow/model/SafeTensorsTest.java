package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsTest {
    @TempDir
    Path folder;

    @Test
    void tensorsAreReadByName() throws IOException {
        Path file = written("{'a':{'dtype':'F32','shape':[1,2],'data_offsets':[0,8]}}", 8);

        Tensor tensor = SafeTensors.read(file).get("a");

        assertThat(tensor.type()).isEqualTo(Tensor.ElementType.FLOAT32);
        assertThat(tensor.shape()).containsExactly(1, 2);
        assertThat(tensor.floats().get(1)).isZero();
    }

    @Test
    void theShippedExamplesAreRead() {
        SafeTensors examples = SafeTensors.read(Shipped.CELLS.resolve("examples.safetensors"));

        assertThat(examples.get("images").shape()).containsExactly(64, 32, 32, 3);
        assertThat(examples.get("ids").type()).isEqualTo(Tensor.ElementType.INT32);
    }

    @Test
    void offsetsBeyondTheFileAreRefused() throws IOException {
        Path file = written("{'a':{'dtype':'F32','shape':[1,2],'data_offsets':[4,12]}}", 8);

        assertThatThrownBy(() -> SafeTensors.read(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("a lies at 4 to 12");
    }

    @Test
    void offsetsThatDoNotFitTheShapeAreRefused() throws IOException {
        Path file = written("{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}}", 8);

        assertThatThrownBy(() -> SafeTensors.read(file)).hasMessageContaining("does not fit its shape");
    }

    @Test
    void aHeaderLongerThanTheFileIsRefused() throws IOException {
        Path file = folder.resolve("short.safetensors");
        Files.write(file, new byte[] {-1, 0, 0, 0, 0, 0, 0, 0, 1});

        assertThatThrownBy(() -> SafeTensors.read(file)).hasMessageContaining("header is said to take 255 bytes");
    }

    @Test
    void anUnknownTypeIsRefused() throws IOException {
        Path file = written("{'a':{'dtype':'F8','shape':[8],'data_offsets':[0,8]}}", 8);

        assertThatThrownBy(() -> SafeTensors.read(file)).hasMessageContaining("a is of type F8");
    }

    private Path written(String header, int bytes) throws IOException {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer =
                ByteBuffer.allocate(Long.BYTES + json.length + bytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(json.length).put(json);
        Path file = folder.resolve("some.safetensors");
        Files.write(file, buffer.array());
        return file;
    }
}
