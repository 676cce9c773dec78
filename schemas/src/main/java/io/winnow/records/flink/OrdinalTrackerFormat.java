package io.winnow.records.flink;

import io.winnow.records.OrdinalTracker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A consumer's ordinals as bytes. Version 1: number of epochs; each with its number of bounds and the bounds. */
public final class OrdinalTrackerFormat implements SimpleVersionedSerializer<OrdinalTracker> {
    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(OrdinalTracker tracker) {
        Map<Long, long[]> state = tracker.state();
        int longs =
                state.values().stream().mapToInt(bounds -> 1 + bounds.length).sum();
        ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES * (1 + state.size()) + Long.BYTES * longs);
        buffer.putInt(state.size());
        state.forEach((epoch, bounds) -> {
            buffer.putLong(epoch).putInt(bounds.length);
            for (long bound : bounds) {
                buffer.putLong(bound);
            }
        });
        return buffer.array();
    }

    @Override
    public OrdinalTracker deserialize(int version, byte[] bytes) throws IOException {
        UnknownVersion.refuse(version, 1, "a consumer's ordinals");
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Map<Long, long[]> state = new LinkedHashMap<>();
        for (int epochs = buffer.getInt(); epochs > 0; epochs--) {
            long epoch = buffer.getLong();
            long[] bounds = new long[buffer.getInt()];
            for (int i = 0; i < bounds.length; i++) {
                bounds[i] = buffer.getLong();
            }
            state.put(epoch, bounds);
        }
        return new OrdinalTracker(state);
    }
}
