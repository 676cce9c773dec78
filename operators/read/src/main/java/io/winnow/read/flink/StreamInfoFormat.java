package io.winnow.read.flink;

import io.winnow.records.flink.UnknownVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** What is known of a stream as bytes. Version 1: next, tokens, thinned, ended. */
public final class StreamInfoFormat implements SimpleVersionedSerializer<StreamInfo> {
    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(StreamInfo info) {
        return ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES + 1)
                .putLong(info.next())
                .putLong(info.tokens())
                .putInt(info.thinned())
                .put((byte) (info.ended() ? 1 : 0))
                .array();
    }

    @Override
    public StreamInfo deserialize(int version, byte[] bytes) throws IOException {
        UnknownVersion.refuse(version, 1, "a stream's windows");
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new StreamInfo(buffer.getLong(), buffer.getLong(), buffer.getInt(), buffer.get() == 1);
    }
}
