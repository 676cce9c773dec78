package io.winnow.archive;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How items become tokens: everything that decides what they are. Two computations of one digest give the same tokens.
 *
 * @param tokenizer the bundle, {@code name@digest12}
 * @param values what decides the tokens, by key
 */
public record Computation(String tokenizer, SortedMap<String, String> values) {
    private static final int SHOWN = 12;
    private static final String FOLDER = "compute=";

    public Computation {
        Objects.requireNonNull(tokenizer, "tokenizer");
        values = new TreeMap<>(values);
    }

    /** sha256 over the values, a line each; 64 hexadecimal digits. The bundle's name is left out: what it computes is among the values. */
    public String digest() {
        StringBuilder lines = new StringBuilder();
        for (Map.Entry<String, String> value : values.entrySet()) {
            lines.append(value.getKey())
                    .append('=')
                    .append(value.getValue().replace("\\", "\\\\").replace("\n", "\\n"))
                    .append('\n');
        }
        return HexFormat.of().formatHex(Hashes.sha256().digest(lines.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** The first digits, as people see them. */
    public static String shown(String digest) {
        return digest.substring(0, Math.min(SHOWN, digest.length()));
    }

    /** Where a computation's objects lie in an archive. */
    public static String folder(String digest) {
        return FOLDER + shown(digest);
    }
}
