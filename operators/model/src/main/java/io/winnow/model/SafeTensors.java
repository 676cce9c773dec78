package io.winnow.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A file of named tensors in the safetensors format, in memory. Every offset is checked against its shape and the file.
 *
 * @param tensors by name
 */
public record SafeTensors(SortedMap<String, Tensor> tensors) {
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
        SafeTensorsHeader header = SafeTensorsHeader.read(file);
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer bytes =
                    ByteBuffer.allocateDirect(Math.toIntExact(channel.size())).order(ByteOrder.LITTLE_ENDIAN);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
            bytes.clear();
            SortedMap<String, Tensor> tensors = new TreeMap<>();
            header.entries().forEach((name, entry) -> tensors.put(name, tensor(file, name, entry, bytes)));
            return new SafeTensors(tensors);
        } catch (IOException | ArithmeticException e) {
            throw new ModelException("the tensors in " + file + " cannot be read", e);
        }
    }

    private static Tensor tensor(Path file, String name, SafeTensorsHeader.Entry entry, ByteBuffer bytes) {
        Tensor.ElementType type = TYPES.get(entry.type());
        if (type == null) {
            throw SafeTensorsHeader.damaged(
                    file, name + " is of type " + entry.type() + ", and Winnow reads " + TYPES.keySet());
        }
        long[] shape = entry.shape().stream().mapToLong(Long::longValue).toArray();
        if (entry.end() - entry.start() != Tensor.elements(shape) * type.bytes()) {
            throw SafeTensorsHeader.damaged(
                    file, name + " lies at " + entry.start() + " to " + entry.end() + ", which does not fit its shape");
        }
        int length = (int) (entry.end() - entry.start());
        return new Tensor(type, shape, bytes.slice((int) entry.start(), length).order(ByteOrder.nativeOrder()));
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
