package io.winnow.read.flink;

import io.winnow.read.Outlook;
import io.winnow.records.flink.UnknownVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** What is known of a stream as bytes. Version 2: next, tokens, thinned; 0 where windows are on their way, 1 where it is over, 2 where it is quiet. Version 1 knew no quiet. */
public final class StreamInfoFormat implements SimpleVersionedSerializer<StreamInfo> {
    private static final int NEWEST = 2;
    private static final byte COMING = 0;
    private static final byte OVER = 1;
    private static final byte QUIET = 2;

    @Override
    public int getVersion() {
        return NEWEST;
    }

    @Override
    public byte[] serialize(StreamInfo info) {
        return ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES + 1)
                .putLong(info.next())
                .putLong(info.tokens())
                .putInt(info.thinned())
                .put(written(info.outlook()))
                .array();
    }

    private static byte written(Outlook outlook) {
        return switch (outlook) {
            case COMING -> COMING;
            case OVER -> OVER;
            case QUIET -> QUIET;
        };
    }

    @Override
    public StreamInfo deserialize(int version, byte[] bytes) throws IOException {
        UnknownVersion.refuse(version, NEWEST, "a stream's windows");
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new StreamInfo(buffer.getLong(), buffer.getLong(), buffer.getInt(), outlook(buffer.get()));
    }

    private static Outlook outlook(byte written) throws IOException {
        return switch (written) {
            case COMING -> Outlook.COMING;
            case OVER -> Outlook.OVER;
            case QUIET -> Outlook.QUIET;
            default -> throw new IOException("a stream's windows are followed by the unknown outlook " + written);
        };
    }
}
