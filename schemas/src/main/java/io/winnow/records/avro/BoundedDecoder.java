package io.winnow.records.avro;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of one record, and believes no count that the bytes left could not hold: Avro allocates a list for as many items as the bytes claim, and an item takes a byte at least.
 */
final class BoundedDecoder extends Decoder {
    private final BinaryDecoder binary;

    BoundedDecoder(byte[] bytes, int offset) {
        binary = DecoderFactory.get().binaryDecoder(bytes, offset, bytes.length - offset, null);
    }

    private long bounded(long items) throws IOException {
        if (items > binary.remainingBytes()) {
            throw new EOFException(items + " items in " + binary.remainingBytes() + " bytes");
        }
        return items;
    }

    @Override
    public int remainingBytes() {
        return binary.remainingBytes();
    }

    @Override
    public long readArrayStart() throws IOException {
        return bounded(binary.readArrayStart());
    }

    @Override
    public long arrayNext() throws IOException {
        return bounded(binary.arrayNext());
    }

    @Override
    public long readMapStart() throws IOException {
        return bounded(binary.readMapStart());
    }

    @Override
    public long mapNext() throws IOException {
        return bounded(binary.mapNext());
    }

    @Override
    public long skipArray() throws IOException {
        return bounded(binary.skipArray());
    }

    @Override
    public long skipMap() throws IOException {
        return bounded(binary.skipMap());
    }

    @Override
    public void readNull() throws IOException {
        binary.readNull();
    }

    @Override
    public boolean readBoolean() throws IOException {
        return binary.readBoolean();
    }

    @Override
    public int readInt() throws IOException {
        return binary.readInt();
    }

    @Override
    public long readLong() throws IOException {
        return binary.readLong();
    }

    @Override
    public float readFloat() throws IOException {
        return binary.readFloat();
    }

    @Override
    public double readDouble() throws IOException {
        return binary.readDouble();
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) throws IOException {
        return binary.readString(old);
    }

    @Override
    public String readString() throws IOException {
        return binary.readString();
    }

    @Override
    public void skipString() throws IOException {
        binary.skipString();
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
        return binary.readBytes(old);
    }

    @Override
    public void skipBytes() throws IOException {
        binary.skipBytes();
    }

    @Override
    public void readFixed(byte[] bytes, int start, int length) throws IOException {
        binary.readFixed(bytes, start, length);
    }

    @Override
    public void skipFixed(int length) throws IOException {
        binary.skipFixed(length);
    }

    @Override
    public int readEnum() throws IOException {
        return binary.readEnum();
    }

    @Override
    public int readIndex() throws IOException {
        return binary.readIndex();
    }
}
