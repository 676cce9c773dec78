package io.winnow.prune.flink;

import io.winnow.prune.window.Place;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** How far a stream has come, as bytes. Version 1: the components in their order. */
public final class PlaceFormat implements SimpleVersionedSerializer<Place> {
    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(Place place) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream output = new DataOutputStream(bytes);
        output.writeLong(place.epoch());
        output.writeLong(place.firstMicros());
        output.writeLong(place.index());
        output.writeInt(place.frames());
        output.writeLong(place.lastSeq());
        output.writeLong(place.closedSeq());
        output.writeUTF(place.form());
        return bytes.toByteArray();
    }

    @Override
    public Place deserialize(int version, byte[] bytes) throws IOException {
        if (version != 1) {
            throw new IOException(
                    "a stream's place in version " + version + " was written by a newer Winnow: resume with that one");
        }
        DataInputStream input = new DataInputStream(new ByteArrayInputStream(bytes));
        return new Place(
                input.readLong(),
                input.readLong(),
                input.readLong(),
                input.readInt(),
                input.readLong(),
                input.readLong(),
                input.readUTF());
    }
}
