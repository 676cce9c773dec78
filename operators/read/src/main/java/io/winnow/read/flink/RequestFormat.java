package io.winnow.read.flink;

import io.winnow.records.Question;
import io.winnow.records.avro.RecordCodecs;
import io.winnow.records.flink.UnknownVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Requests as bytes. Version 2: occurrence; a bit each for whether it is admitted and whether it is of a standing question; number of windows and their numbers; the question as its topic holds it,
 * or nothing. Version 1 had the first bit alone.
 */
public final class RequestFormat implements SimpleVersionedSerializer<Request> {
    private static final int NEWEST = 2;
    private static final int ADMITTED = 1;
    private static final int STANDING = 2;

    @Override
    public int getVersion() {
        return NEWEST;
    }

    @Override
    public byte[] serialize(Request request) {
        byte[] question = request.question().map(RecordCodecs.QUESTION::encode).orElse(new byte[0]);
        ByteBuffer buffer =
                ByteBuffer.allocate(Long.BYTES * (1 + request.windows().size()) + 1 + Integer.BYTES + question.length);
        buffer.putLong(request.occurrence())
                .put((byte) ((request.admitted() ? ADMITTED : 0) | (request.standing() ? STANDING : 0)));
        buffer.putInt(request.windows().size());
        request.windows().forEach(buffer::putLong);
        return buffer.put(question).array();
    }

    @Override
    public Request deserialize(int version, byte[] bytes) throws IOException {
        UnknownVersion.refuse(version, NEWEST, "requests");
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long occurrence = buffer.getLong();
        byte bits = buffer.get();
        List<Long> windows = new ArrayList<>();
        for (int left = buffer.getInt(); left > 0; left--) {
            windows.add(buffer.getLong());
        }
        byte[] question = new byte[buffer.remaining()];
        buffer.get(question);
        Optional<Question> asked =
                question.length == 0 ? Optional.empty() : Optional.of(RecordCodecs.QUESTION.decode(question));
        return new Request(asked, (bits & STANDING) != 0, occurrence, (bits & ADMITTED) != 0, windows);
    }
}
