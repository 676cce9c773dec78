package io.winnow.jobs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Hashes configurations in their canonical form: a line a key, sorted, {@code key=value}. */
final class Digests {
    private static final int SHORT = 12;

    private Digests() {}

    /** The lines that are hashed. */
    static String canonical(SortedMap<String, String> values) {
        StringBuilder lines = new StringBuilder();
        for (Map.Entry<String, String> value : values.entrySet()) {
            lines.append(escaped(value.getKey()))
                    .append('=')
                    .append(escaped(value.getValue()))
                    .append('\n');
        }
        return lines.toString();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("=", "\\=");
    }

    /** A short digest of each value: by these two configurations can be told apart value by value, and no value be read. */
    static SortedMap<String, String> each(SortedMap<String, String> values) {
        SortedMap<String, String> digests = new TreeMap<>();
        values.forEach((key, value) ->
                digests.put(key, of(new TreeMap<>(Map.of(key, value))).substring(0, SHORT)));
        return digests;
    }

    static String of(SortedMap<String, String> values) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(canonical(values).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
        }
    }
}
