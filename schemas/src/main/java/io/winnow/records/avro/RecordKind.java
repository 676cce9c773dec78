package io.winnow.records.avro;

import io.winnow.avro.Hash128;
import io.winnow.records.avro.RecordFormatException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * One kind of record on the wire: its plain class, its schemas, and the mapping between the two.
 *
 * @param <P> the plain record
 * @param <W> the class generated from its newest schema
 */
final class RecordKind<P, W extends SpecificRecordBase> {

    /** From one form to the other. */
    interface Mapping<P, W> {
        W wire(P plain);

        /** Throws {@link RecordFormatException} or {@link IllegalArgumentException} where the wire holds no such record. */
        P plain(W wire) throws RecordFormatException;
    }

    /** Marker and fingerprint of the single-object encoding. */
    static final int HEADER_BYTES = 10;

    private final Class<P> type;
    private final Mapping<P, W> mapping;
    private final Map<Long, Schema> schemas = new LinkedHashMap<>();
    private final Map<Long, SpecificDatumReader<W>> readers = new LinkedHashMap<>();
    private final BinaryMessageEncoder<W> encoder;

    static {
        // Avro instantiates no class that it was not told to trust.
        String trusted = Hash128.class.getPackageName();
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                candidate -> candidate.getPackageName().equals(trusted)));
    }

    RecordKind(Class<P> type, Schema newest, Mapping<P, W> mapping) {
        SpecificData model = new SpecificData(RecordKind.class.getClassLoader());
        this.type = type;
        this.mapping = mapping;
        this.encoder = new BinaryMessageEncoder<>(model, newest);
        for (Schema written : ReleasedSchemas.of(type.getSimpleName())) {
            read(written, newest, model);
        }
        read(newest, newest, model);
    }

    private void read(Schema written, Schema newest, SpecificData model) {
        long fingerprint = SchemaNormalization.parsingFingerprint64(written);
        schemas.put(fingerprint, written);
        readers.put(fingerprint, new SpecificDatumReader<>(written, newest, model));
    }

    Class<P> type() {
        return type;
    }

    /** Every schema it can read, oldest first. */
    List<Schema> schemas() {
        return List.copyOf(schemas.values());
    }

    Collection<Long> fingerprints() {
        return schemas.keySet();
    }

    byte[] encode(Object value) {
        try {
            ByteBuffer encoded = encoder.encode(mapping.wire(type.cast(value)));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("encoding in memory failed", e);
        }
    }

    /** Reads a record whose header has been looked at. */
    P decode(byte[] bytes, long fingerprint) throws RecordFormatException {
        SpecificDatumReader<W> reader = readers.get(fingerprint);
        if (reader == null) {
            throw new IllegalArgumentException("no schema of " + type.getSimpleName() + " has this fingerprint");
        }
        BoundedDecoder body = new BoundedDecoder(bytes, HEADER_BYTES);
        try {
            P plain = mapping.plain(reader.read(null, body));
            if (body.remainingBytes() > 0) {
                throw new IOException(body.remainingBytes() + " bytes follow it");
            }
            return plain;
        } catch (RecordFormatException e) {
            throw e;
        } catch (IOException
                | AvroRuntimeException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | UnsupportedOperationException e) {
            throw new RecordFormatException(
                    Reason.MALFORMED, "not a whole " + type.getSimpleName() + " (" + e.getMessage() + ")", e);
        }
    }
}
