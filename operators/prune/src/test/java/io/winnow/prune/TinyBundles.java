package io.winnow.prune;

import io.winnow.model.Bundle;
import io.winnow.records.BundleRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Writes a reader with a given codebook, of which only {@code embed} is there, and a tokenizer of the same space, both as bundles that open. */
public record TinyBundles(Path reader, BundleRef tokenizer) {
    public static final String FEATURES = "tiny-v1";

    public static TinyBundles write(Path models, int width, float[] codes) throws IOException {
        Path reader = Files.createDirectories(models.resolve("tiny-reader"));
        byte[] graph = gather(codes.length / width, width, codes);
        Files.write(reader.resolve("embed.onnx"), graph);
        int size = codes.length / width;
        manifest(reader, "tiny-reader", "reader", size, width, """
                graphs:
                  embed:
                    file: embed.onnx
                    engine: onnx
                    precision: fp32
                    opset: 18
                    inputs: {ids: {type: int64, shape: [tokens]}}
                    outputs: {vectors: {type: float32, shape: [tokens, %d]}}
                files: {embed.onnx: %s}
                """.formatted(width, sha256(graph)));
        Path tokenizer = Files.createDirectories(models.resolve("tiny-tokenizer"));
        manifest(tokenizer, "tiny-tokenizer", "image-tokenizer", size, width, "graphs: {}\nfiles: {}\n");
        return new TinyBundles(reader, Bundle.open(tokenizer).ref());
    }

    private static void manifest(Path folder, String name, String role, int size, int width, String rest)
            throws IOException {
        Files.writeString(folder.resolve("bundle.yaml"), """
                manifest: 1
                name: %s
                role: %s
                system: tiny
                variant: tiny
                licence: Apache-2.0
                provenance: made by a test
                peakBytes: 0
                codebook: {size: %d, width: %d, features: %s}
                """.formatted(name, role, size, width, FEATURES) + rest);
    }

    /** An ONNX model that looks rows up, field by field of its protocol buffer. */
    private static byte[] gather(int size, int width, float[] codes) {
        ByteBuffer raw = ByteBuffer.allocate(Float.BYTES * codes.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(codes);
        byte[] node = join(text(1, "codes"), text(1, "ids"), text(2, "vectors"), text(4, "Gather"));
        byte[] table = join(number(1, size), number(1, width), number(2, 1), text(8, "codes"), bytes(9, raw.array()));
        byte[] any = bytes(1, text(2, "tokens"));
        byte[] input = port("ids", 7, any);
        byte[] output = port("vectors", 1, join(any, bytes(1, number(1, width))));
        byte[] graph = join(bytes(1, node), text(2, "embed"), bytes(5, table), bytes(11, input), bytes(12, output));
        return join(number(1, 8), bytes(7, graph), bytes(8, join(text(1, ""), number(2, 18))));
    }

    private static byte[] port(String name, int type, byte[] shape) {
        return join(text(1, name), bytes(2, bytes(1, join(number(1, type), bytes(2, shape)))));
    }

    private static byte[] number(int field, long value) {
        return join(varint((long) field << 3), varint(value));
    }

    private static byte[] text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(int field, byte[] value) {
        return join(varint(((long) field << 3) | 2), varint(value.length), value);
    }

    private static byte[] varint(long value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long left = value;
        for (; left > 127; left >>>= 7) {
            bytes.write((int) ((left & 127) | 128));
        }
        bytes.write((int) left);
        return bytes.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
