package io.winnow.frames.flink;

import io.winnow.frames.Decoded;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Hands on the reference within a task chain; everything that would put a frame on a wire or into state fails. */
public final class DecodedSerializer extends TypeSerializerSingleton<Decoded> {
    private static final long serialVersionUID = 1;

    static final DecodedSerializer INSTANCE = new DecodedSerializer();

    private DecodedSerializer() {}

    private static IOException refusal() {
        return new IOException("a decoded frame was about to leave its task chain: decode and tokenize must be chained"
                + " (same parallelism and slot sharing group, chaining not disabled), and frames are never state");
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    /** Flink asks for an instance only to fill it again, and an absent one is what it expects for types without. */
    @Override
    @SuppressWarnings("NullAway")
    public Decoded createInstance() {
        return null;
    }

    @Override
    public Decoded copy(Decoded from) {
        return from;
    }

    @Override
    public Decoded copy(Decoded from, Decoded reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(Decoded value, DataOutputView target) throws IOException {
        throw refusal();
    }

    @Override
    public Decoded deserialize(DataInputView source) throws IOException {
        throw refusal();
    }

    @Override
    public Decoded deserialize(Decoded reuse, DataInputView source) throws IOException {
        throw refusal();
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        throw refusal();
    }

    @Override
    public TypeSerializerSnapshot<Decoded> snapshotConfiguration() {
        return new Snapshot();
    }

    /** There is nothing to remember: no frame is ever written. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Decoded> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
