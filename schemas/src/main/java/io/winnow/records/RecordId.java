package io.winnow.records;

import java.util.HexFormat;

/** A 128-bit id, derived from what identifies the record, so that the same record made again has the same id. */
public record RecordId(long high, long low) implements Comparable<RecordId> {

    /** Reads 32 hexadecimal digits. */
    public static RecordId parse(String hex) {
        if (hex.length() != 32) {
            throw new IllegalArgumentException(
                    "a record id has 32 hexadecimal digits, not " + hex.length() + ": " + hex);
        }
        return new RecordId(HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
    }

    @Override
    public int compareTo(RecordId other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }
}
