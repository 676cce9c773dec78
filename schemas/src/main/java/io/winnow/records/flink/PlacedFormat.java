package io.winnow.records.flink;

import io.winnow.records.Placed;
import io.winnow.records.avro.RecordCodecs;
import io.winnow.records.avro.RecordFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A placed element as bytes. Version 1: partition, offset, and the element as its topic has it. */
public final class PlacedFormat implements SimpleVersionedSerializer<Placed> {
    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(Placed placed) {
        byte[] element = RecordCodecs.ELEMENT.encode(placed.element());
        return ByteBuffer.allocate(Integer.BYTES + Long.BYTES + element.length)
                .putInt(placed.partition())
                .putLong(placed.offset())
                .put(element)
                .array();
    }

    @Override
    public Placed deserialize(int version, byte[] bytes) throws IOException {
        UnknownVersion.refuse(version, 1, "an element with its place");
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int partition = buffer.getInt();
        long offset = buffer.getLong();
        byte[] element = new byte[buffer.remaining()];
        buffer.get(element);
        try {
            return new Placed(partition, offset, RecordCodecs.ELEMENT.decode(element));
        } catch (RecordFormatException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
