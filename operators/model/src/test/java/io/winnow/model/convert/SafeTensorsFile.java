package io.winnow.model.convert;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.model.SafeTensorsHeader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A small file of tensors in memory, to write others of it.
 *
 * @param tensors by key
 */
record SafeTensorsFile(SortedMap<String, Raw> tensors) {

    /** A tensor's bytes as they are. */
    record Raw(String type, List<Long> shape, byte[] bytes) {}

    static SafeTensorsFile read(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        SortedMap<String, Raw> tensors = new TreeMap<>();
        SafeTensorsHeader.read(file)
                .entries()
                .forEach((key, entry) -> tensors.put(
                        key, new Raw(entry.type(), entry.shape(), Arrays.copyOfRange(all, (int) entry.start(), (int)
                                entry.end()))));
        return new SafeTensorsFile(tensors);
    }

    SafeTensorsFile keep(Predicate<String> kept, UnaryOperator<String> renamed) {
        SortedMap<String, Raw> others = new TreeMap<>();
        tensors.forEach((key, raw) -> {
            if (kept.test(key)) {
                others.put(renamed.apply(key), raw);
            }
        });
        return new SafeTensorsFile(others);
    }

    SafeTensorsFile reshaped(String key, List<Long> shape) {
        SortedMap<String, Raw> others = new TreeMap<>(tensors);
        others.computeIfPresent(key, (same, raw) -> new Raw(raw.type(), shape, raw.bytes()));
        return new SafeTensorsFile(others);
    }

    Path write(Path file) throws IOException {
        ObjectNode header = new ObjectMapper().createObjectNode();
        int at = 0;
        for (Map.Entry<String, Raw> entry : tensors.entrySet()) {
            Raw raw = entry.getValue();
            ObjectNode described = header.putObject(entry.getKey()).put("dtype", raw.type());
            raw.shape().forEach(described.putArray("shape")::add);
            described.putArray("data_offsets").add(at).add(at + raw.bytes().length);
            at += raw.bytes().length;
        }
        byte[] text = new ObjectMapper().writeValueAsBytes(header);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(text.length)
                    .array());
            out.write(text);
            for (Raw raw : tensors.values()) {
                out.write(raw.bytes());
            }
        }
        return file;
    }
}
