package io.winnow.records.flink;

import io.winnow.records.avro.RecordCodec;
import io.winnow.records.avro.RecordCodecs;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes records as their topics do, so that state and local edges evolve with the same schemas. Records are immutable: a copy is the record itself. */
final class RecordSerializer<T> extends BytesSerializer<T> {
    private static final long serialVersionUID = 1;

    private final String name;
    private transient volatile RecordCodec<T> codec;

    RecordSerializer(RecordCodec<T> codec) {
        this.name = codec.name();
        this.codec = codec;
    }

    @SuppressWarnings("unchecked")
    private RecordCodec<T> codec() {
        RecordCodec<T> known = codec;
        if (known == null) {
            known = (RecordCodec<T>) RecordCodecs.named(name);
            codec = known;
        }
        return known;
    }

    @Override
    byte[] toBytes(T value) {
        return codec().encode(value);
    }

    @Override
    T fromBytes(byte[] bytes) throws IOException {
        return codec().decode(bytes);
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public T copy(T from) {
        return from;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordSerializer<?> that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new Snapshot<>(name);
    }

    /** Which codec wrote the values; each value says itself with which schema. */
    public static final class Snapshot<T> implements TypeSerializerSnapshot<T> {
        private String name;

        /** For Flink, which reads the rest. */
        public Snapshot() {
            this("");
        }

        Snapshot(String name) {
            this.name = name;
        }

        @Override
        public int getCurrentVersion() {
            return 1;
        }

        @Override
        public void writeSnapshot(DataOutputView target) throws IOException {
            target.writeUTF(name);
        }

        @Override
        public void readSnapshot(int version, DataInputView source, ClassLoader loader) throws IOException {
            name = source.readUTF();
        }

        @Override
        @SuppressWarnings("unchecked")
        public TypeSerializer<T> restoreSerializer() {
            return new RecordSerializer<>((RecordCodec<T>) RecordCodecs.named(name));
        }

        @Override
        public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
            return old instanceof Snapshot<T> that && name.equals(that.name)
                    ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                    : TypeSerializerSchemaCompatibility.incompatible();
        }
    }
}
