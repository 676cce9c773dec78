package io.winnow.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the tensors of a file in the safetensors format lie: eight bytes length, a JSON header with each tensor's type, shape and offsets, then the numbers, little endian.
 *
 * @param entries by name
 */
public record SafeTensorsHeader(SortedMap<String, Entry> entries) {
    private static final int LONGEST = 100 << 20;

    /**
     * A tensor.
     *
     * @param type of a number, as the format names it: {@code F32}
     * @param shape one extent an axis
     * @param start of its bytes in the file
     * @param end after its bytes; within the file
     */
    public record Entry(String type, List<Long> shape, long start, long end) {
        public Entry {
            shape = List.copyOf(shape);
        }
    }

    public SafeTensorsHeader {
        entries = new TreeMap<>(entries);
    }

    /**
     * Reads it.
     *
     * @throws ModelException that says what is wrong with the file
     */
    public static SafeTensorsHeader read(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer first = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            fill(channel, first);
            if (first.hasRemaining()) {
                throw damaged(file, "it has no header");
            }
            long length = first.getLong(0);
            long data = Long.BYTES + length;
            if (length < 2 || length > Math.min(LONGEST, channel.size() - Long.BYTES)) {
                throw damaged(file, "its header is said to take " + length + " bytes");
            }
            ByteBuffer header = ByteBuffer.allocate((int) length);
            fill(channel, header);
            SortedMap<String, Entry> entries = new TreeMap<>();
            for (Map.Entry<String, JsonNode> each :
                    new ObjectMapper().readTree(header.array()).properties()) {
                if (!each.getKey().equals("__metadata__")) {
                    entries.put(each.getKey(), entry(file, each.getKey(), each.getValue(), data, channel.size()));
                }
            }
            return new SafeTensorsHeader(entries);
        } catch (IOException e) {
            throw new ModelException("the tensors in " + file + " cannot be read", e);
        }
    }

    private static void fill(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
    }

    private static Entry entry(Path file, String name, JsonNode header, long data, long size) {
        List<Long> shape = new ArrayList<>();
        header.path("shape").forEach(extent -> shape.add(extent.asLong()));
        long start = header.path("data_offsets").path(0).asLong(-1);
        long end = header.path("data_offsets").path(1).asLong(-1);
        if (start < 0 || end < start || end > size - data) {
            throw damaged(file, name + " lies at " + start + " to " + end + ", which is not in the file");
        }
        return new Entry(header.path("dtype").asText().toUpperCase(Locale.ROOT), shape, data + start, data + end);
    }

    static ModelException damaged(Path file, String wrong) {
        return new ModelException("the tensors in " + file + " cannot be read: " + wrong + ". Fetch the file again");
    }
}
