package io.winnow.records;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as people write them: {@code 8s}, {@code 1.5 min}, {@code 16MiB}. */
public final class Units {
    private static final Pattern QUANTITY = Pattern.compile("\\s*([0-9]+(?:\\.[0-9]+)?)\\s*([A-Za-zµ]+)\\s*");
    private static final Map<String, Long> NANOS = new LinkedHashMap<>();
    private static final Map<String, Long> BYTES = new LinkedHashMap<>();

    static {
        NANOS.put("d", 86_400_000_000_000L);
        NANOS.put("h", 3_600_000_000_000L);
        NANOS.put("min", 60_000_000_000L);
        NANOS.put("s", 1_000_000_000L);
        NANOS.put("ms", 1_000_000L);
        NANOS.put("us", 1_000L);
        BYTES.put("GiB", 1L << 30);
        BYTES.put("MiB", 1L << 20);
        BYTES.put("KiB", 1L << 10);
        BYTES.put("GB", 1_000_000_000L);
        BYTES.put("MB", 1_000_000L);
        BYTES.put("kB", 1_000L);
        BYTES.put("B", 1L);
    }

    private Units() {}

    /**
     * Reads a duration.
     *
     * @throws IllegalArgumentException with a sentence, where it has no unit or an unknown one
     */
    public static Duration duration(String text) {
        return Duration.ofNanos(quantity(text, NANOS, "a duration", "8s"));
    }

    /** Writes a duration in its largest exact unit. */
    public static String write(Duration duration) {
        return write(duration.toNanos(), NANOS, "s");
    }

    /**
     * Reads a size in bytes.
     *
     * @throws IllegalArgumentException with a sentence, where it has no unit or an unknown one
     */
    public static long bytes(String text) {
        return quantity(text, BYTES, "a size", "64MiB");
    }

    /** Writes a size in its largest exact unit. */
    public static String writeBytes(long bytes) {
        return write(bytes, BYTES, "B");
    }

    private static long quantity(String text, Map<String, Long> units, String what, String example) {
        Matcher matcher = QUANTITY.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not " + what + " with a unit, such as " + example);
        }
        Long factor = units.get(matcher.group(2));
        if (factor == null) {
            throw new IllegalArgumentException("'" + matcher.group(2) + "' is no unit of " + what + "; known are "
                    + String.join(", ", units.keySet()));
        }
        try {
            return new BigDecimal(matcher.group(1))
                    .multiply(BigDecimal.valueOf(factor))
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("'" + text + "' is too large or too fine for " + what, e);
        }
    }

    private static String write(long value, Map<String, Long> units, String zero) {
        for (Map.Entry<String, Long> unit : units.entrySet()) {
            if (value != 0 && value % unit.getValue() == 0) {
                return value / unit.getValue() + unit.getKey();
            }
        }
        return value == 0 ? "0" + zero : value + "ns";
    }
}
