package io.winnow.records.flink;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.InstantiationUtil;

/** Writes state by a {@link SimpleVersionedSerializer}, its version before each value, so that a savepoint of any version is read. */
final class VersionedSerializer<T> extends BytesSerializer<T> {
    private static final long serialVersionUID = 1;

    private final Class<? extends SimpleVersionedSerializer<T>> formatClass;
    private final boolean immutable;
    private transient volatile SimpleVersionedSerializer<T> format;

    VersionedSerializer(Class<? extends SimpleVersionedSerializer<T>> formatClass, boolean immutable) {
        this.formatClass = formatClass;
        this.immutable = immutable;
        this.format = InstantiationUtil.instantiate(formatClass);
    }

    private SimpleVersionedSerializer<T> format() {
        SimpleVersionedSerializer<T> known = format;
        if (known == null) {
            known = InstantiationUtil.instantiate(formatClass);
            format = known;
        }
        return known;
    }

    @Override
    byte[] toBytes(T value) throws IOException {
        byte[] body = format().serialize(value);
        return ByteBuffer.allocate(Integer.BYTES + body.length)
                .putInt(format().getVersion())
                .put(body)
                .array();
    }

    @Override
    T fromBytes(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int version = buffer.getInt();
        byte[] body = new byte[buffer.remaining()];
        buffer.get(body);
        return format().deserialize(version, body);
    }

    @Override
    public boolean isImmutableType() {
        return immutable;
    }

    @Override
    public T copy(T from) {
        if (immutable) {
            return from;
        }
        try {
            return fromBytes(toBytes(from));
        } catch (IOException e) {
            throw new IllegalStateException("copying in memory failed", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VersionedSerializer<?> that && formatClass.equals(that.formatClass);
    }

    @Override
    public int hashCode() {
        return formatClass.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new Snapshot<>(formatClass, immutable);
    }

    /** Which format wrote the values; each value says itself with which version. */
    public static final class Snapshot<T> implements TypeSerializerSnapshot<T> {
        private Class<? extends SimpleVersionedSerializer<T>> formatClass;
        private boolean immutable;

        /** For Flink, which reads the rest. */
        @SuppressWarnings("NullAway")
        public Snapshot() {
            this(null, false);
        }

        Snapshot(Class<? extends SimpleVersionedSerializer<T>> formatClass, boolean immutable) {
            this.formatClass = formatClass;
            this.immutable = immutable;
        }

        @Override
        public int getCurrentVersion() {
            return 1;
        }

        @Override
        public void writeSnapshot(DataOutputView target) throws IOException {
            target.writeUTF(formatClass.getName());
            target.writeBoolean(immutable);
        }

        @Override
        @SuppressWarnings("unchecked")
        public void readSnapshot(int version, DataInputView source, ClassLoader loader) throws IOException {
            Class<?> found = InstantiationUtil.resolveClassByName(source, loader, SimpleVersionedSerializer.class);
            formatClass = (Class<? extends SimpleVersionedSerializer<T>>) found;
            immutable = source.readBoolean();
        }

        @Override
        public TypeSerializer<T> restoreSerializer() {
            return new VersionedSerializer<>(formatClass, immutable);
        }

        @Override
        public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
            return old instanceof Snapshot<T> that && formatClass.equals(that.formatClass)
                    ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                    : TypeSerializerSchemaCompatibility.incompatible();
        }
    }
}
