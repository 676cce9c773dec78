package io.winnow.read.flink;

import io.winnow.records.avro.RecordCodecs;
import io.winnow.records.flink.UnknownVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Questions that have come as bytes. Version 1: number; the question as its topic holds it. */
public final class AskedFormat implements SimpleVersionedSerializer<Asked> {
    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(Asked asked) {
        byte[] question = RecordCodecs.QUESTION.encode(asked.question());
        return ByteBuffer.allocate(Long.BYTES + question.length)
                .putLong(asked.number())
                .put(question)
                .array();
    }

    @Override
    public Asked deserialize(int version, byte[] bytes) throws IOException {
        UnknownVersion.refuse(version, 1, "questions");
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long number = buffer.getLong();
        byte[] question = new byte[buffer.remaining()];
        buffer.get(question);
        return new Asked(number, RecordCodecs.QUESTION.decode(question));
    }
}
