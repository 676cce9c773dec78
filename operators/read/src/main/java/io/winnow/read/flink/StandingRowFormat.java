package io.winnow.read.flink;

import io.winnow.read.Standpoint;
import io.winnow.read.Streak;
import io.winnow.records.flink.UnknownVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** What standing questions have come to as bytes. Version 1: epoch, slot, occurrence, length of the streak. */
public final class StandingRowFormat implements SimpleVersionedSerializer<StandingRow> {
    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(StandingRow row) {
        return ByteBuffer.allocate(3 * Long.BYTES + Integer.BYTES)
                .putLong(row.at().epoch())
                .putLong(row.at().slot())
                .putLong(row.at().occurrence())
                .putInt(row.streak().length())
                .array();
    }

    @Override
    public StandingRow deserialize(int version, byte[] bytes) throws IOException {
        UnknownVersion.refuse(version, 1, "standing questions");
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Standpoint at = new Standpoint(buffer.getLong(), buffer.getLong(), buffer.getLong());
        return new StandingRow(at, new Streak(buffer.getInt()));
    }
}
