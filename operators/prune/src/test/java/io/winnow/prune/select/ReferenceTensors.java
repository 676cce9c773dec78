package io.winnow.prune.select;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tensors of a reference case by name, from its safetensors files. */
record ReferenceTensors(String header, ByteBuffer data) {

    static ReferenceTensors read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] header = new byte[Math.toIntExact(bytes.getLong())];
        bytes.get(header);
        return new ReferenceTensors(
                new String(header, StandardCharsets.UTF_8), bytes.slice().order(ByteOrder.LITTLE_ENDIAN));
    }

    float[] floats(String name) {
        ByteBuffer slice = slice(name);
        float[] numbers = new float[slice.remaining() / Float.BYTES];
        slice.asFloatBuffer().get(numbers);
        return numbers;
    }

    int[] ints(String name) {
        ByteBuffer slice = slice(name);
        int[] numbers = new int[slice.remaining() / Integer.BYTES];
        slice.asIntBuffer().get(numbers);
        return numbers;
    }

    private ByteBuffer slice(String name) {
        Matcher entry = Pattern.compile(Pattern.quote("\"" + name + "\"")
                        + ":\\s*\\{[^}]*\"data_offsets\":\\s*\\[\\s*(\\d+)\\s*,\\s*(\\d+)")
                .matcher(header);
        if (!entry.find()) {
            throw new IllegalArgumentException("the case has no tensor " + name);
        }
        int from = Integer.parseInt(entry.group(1));
        return data.slice(from, Integer.parseInt(entry.group(2)) - from).order(ByteOrder.LITTLE_ENDIAN);
    }
}
