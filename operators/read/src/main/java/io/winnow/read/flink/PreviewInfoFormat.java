package io.winnow.read.flink;

import io.winnow.records.flink.UnknownVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** What is known of a stream's pictures as bytes. Version 1: epoch, newest, next, stride, kept. */
public final class PreviewInfoFormat implements SimpleVersionedSerializer<PreviewInfo> {
    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(PreviewInfo info) {
        return ByteBuffer.allocate(4 * Long.BYTES + Integer.BYTES)
                .putLong(info.epoch())
                .putLong(info.newestMicros())
                .putLong(info.next())
                .putLong(info.stride())
                .putInt(info.kept())
                .array();
    }

    @Override
    public PreviewInfo deserialize(int version, byte[] bytes) throws IOException {
        UnknownVersion.refuse(version, 1, "a stream's pictures");
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new PreviewInfo(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getInt());
    }
}
