package io.winnow.records.flink;

import io.winnow.records.OrdinalCounter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A producer's ordinals as bytes. Version 1: number of epochs; each with its next ordinal. */
public final class OrdinalCounterFormat implements SimpleVersionedSerializer<OrdinalCounter> {
    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(OrdinalCounter counter) {
        Map<Long, Long> state = counter.state();
        ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES + 2 * Long.BYTES * state.size());
        buffer.putInt(state.size());
        state.forEach((epoch, next) -> buffer.putLong(epoch).putLong(next));
        return buffer.array();
    }

    @Override
    public OrdinalCounter deserialize(int version, byte[] bytes) throws IOException {
        UnknownVersion.refuse(version, 1, "a producer's ordinals");
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Map<Long, Long> state = new LinkedHashMap<>();
        for (int epochs = buffer.getInt(); epochs > 0; epochs--) {
            state.put(buffer.getLong(), buffer.getLong());
        }
        return new OrdinalCounter(state);
    }
}
