package io.winnow.records.flink;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a value as its length and its bytes. */
abstract class BytesSerializer<T> extends TypeSerializer<T> {
    private static final long serialVersionUID = 1;

    abstract byte[] toBytes(T value) throws IOException;

    abstract T fromBytes(byte[] bytes) throws IOException;

    @Override
    public final TypeSerializer<T> duplicate() {
        return this;
    }

    /** Flink asks for an instance only to fill it again; these values are made whole, and an absent one is what Flink expects then. */
    @Override
    @SuppressWarnings("NullAway")
    public final T createInstance() {
        return null;
    }

    @Override
    public final T copy(T from, T reuse) {
        return copy(from);
    }

    @Override
    public final int getLength() {
        return -1;
    }

    @Override
    public final void serialize(T value, DataOutputView target) throws IOException {
        byte[] bytes = toBytes(value);
        target.writeInt(bytes.length);
        target.write(bytes);
    }

    @Override
    public final T deserialize(DataInputView source) throws IOException {
        return fromBytes(bytes(source));
    }

    @Override
    public final T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public final void copy(DataInputView source, DataOutputView target) throws IOException {
        byte[] bytes = bytes(source);
        target.writeInt(bytes.length);
        target.write(bytes);
    }

    private static byte[] bytes(DataInputView source) throws IOException {
        byte[] bytes = new byte[source.readInt()];
        source.readFully(bytes);
        return bytes;
    }
}
