package io.winnow.records.avro;

import io.winnow.records.avro.RecordFormatException.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns records of one kind, or of a closed choice of kinds, into bytes and back: Avro's single-object encoding (two marker bytes, the schema's 64-bit fingerprint, the body). The
 * fingerprint says which kind and which version was written. Safe for use by many threads.
 *
 * @param <T> the plain record, or the sealed interface over the kinds
 */
public final class RecordCodec<T> {
    private static final int MARKER = 0xC301;

    private final String name;
    private final Map<Class<?>, RecordKind<? extends T, ?>> byClass = new HashMap<>();
    private final Map<Long, RecordKind<? extends T, ?>> byFingerprint = new HashMap<>();

    RecordCodec(String name, List<RecordKind<? extends T, ?>> kinds) {
        this.name = name;
        for (RecordKind<? extends T, ?> kind : kinds) {
            byClass.put(kind.type(), kind);
            kind.fingerprints().forEach(fingerprint -> byFingerprint.put(fingerprint, kind));
        }
    }

    /** What it carries, for error texts and serializer snapshots. */
    public String name() {
        return name;
    }

    /** The bytes of a record. The same record has the same bytes, maps excepted. */
    public byte[] encode(T value) {
        RecordKind<? extends T, ?> kind = byClass.get(value.getClass());
        if (kind == null) {
            throw new IllegalArgumentException("the codec of " + name + " has no schema for " + value.getClass());
        }
        return kind.encode(value);
    }

    /** The record that bytes hold. */
    public T decode(byte[] bytes) throws RecordFormatException {
        if (bytes.length < RecordKind.HEADER_BYTES || ByteBuffer.wrap(bytes).getShort() != (short) MARKER) {
            throw new RecordFormatException(
                    Reason.MALFORMED, bytes.length + " bytes do not start as a record of " + name + " does");
        }
        long fingerprint = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
        RecordKind<? extends T, ?> kind = byFingerprint.get(fingerprint);
        if (kind == null) {
            throw new RecordFormatException(
                    Reason.UNKNOWN_SCHEMA,
                    "schema " + Long.toHexString(fingerprint) + " is not known among those of " + name);
        }
        return kind.decode(bytes, fingerprint);
    }
}
