package io.winnow.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a file of named tensors in the safetensors format: eight bytes length, a JSON header with each tensor's type, shape and offsets, then the numbers, little endian. Every offset is checked
 * against its shape and the file.
 *
 * @param tensors by name
 */
public record SafeTensors(SortedMap<String, Tensor> tensors) {
    private static final int LONGEST_HEADER = 100 << 20;
    private static final Map<String, Tensor.ElementType> TYPES = Map.of(
            "U8", Tensor.ElementType.UINT8,
            "I8", Tensor.ElementType.INT8,
            "F16", Tensor.ElementType.FLOAT16,
            "I32", Tensor.ElementType.INT32,
            "I64", Tensor.ElementType.INT64,
            "F32", Tensor.ElementType.FLOAT32);

    public SafeTensors {
        tensors = new TreeMap<>(tensors);
    }

    /**
     * Reads a whole file.
     *
     * @throws ModelException that says what is wrong with it
     */
    public static SafeTensors read(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer bytes =
                    ByteBuffer.allocateDirect(Math.toIntExact(channel.size())).order(ByteOrder.LITTLE_ENDIAN);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
            return parse(file, bytes.flip());
        } catch (IOException | ArithmeticException e) {
            throw new ModelException("the tensors in " + file + " cannot be read", e);
        }
    }

    private static SafeTensors parse(Path file, ByteBuffer bytes) throws IOException {
        if (bytes.remaining() < Long.BYTES) {
            throw damaged(file, "it has no header");
        }
        long length = bytes.getLong();
        if (length < 2 || length > Math.min(LONGEST_HEADER, bytes.remaining())) {
            throw damaged(file, "its header is said to take " + length + " bytes");
        }
        byte[] header = new byte[(int) length];
        bytes.get(header);
        ByteBuffer data = bytes.slice();
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry :
                new ObjectMapper().readTree(header).properties()) {
            if (!entry.getKey().equals("__metadata__")) {
                tensors.put(entry.getKey(), tensor(file, entry.getKey(), entry.getValue(), data));
            }
        }
        return new SafeTensors(tensors);
    }

    private static Tensor tensor(Path file, String name, JsonNode header, ByteBuffer data) {
        String word = header.path("dtype").asText().toUpperCase(Locale.ROOT);
        Tensor.ElementType type = TYPES.get(word);
        if (type == null) {
            throw damaged(file, name + " is of type " + word + ", and Winnow reads " + TYPES.keySet());
        }
        long[] shape = new long[header.path("shape").size()];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = header.path("shape").get(axis).asLong();
        }
        long start = header.path("data_offsets").path(0).asLong(-1);
        long end = header.path("data_offsets").path(1).asLong(-1);
        if (start < 0 || end > data.capacity() || end - start != Tensor.elements(shape) * type.bytes()) {
            throw damaged(
                    file, name + " lies at " + start + " to " + end + ", which does not fit its shape or the file");
        }
        ByteBuffer part = data.slice((int) start, (int) (end - start)).order(ByteOrder.nativeOrder());
        return new Tensor(type, shape, part);
    }

    private static ModelException damaged(Path file, String wrong) {
        return new ModelException("the tensors in " + file + " cannot be read: " + wrong + ". Fetch the file again");
    }

    /**
     * A tensor by its name.
     *
     * @throws ModelException where there is none
     */
    public Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new ModelException("there is no tensor " + name + " but " + tensors.keySet());
        }
        return tensor;
    }
}
