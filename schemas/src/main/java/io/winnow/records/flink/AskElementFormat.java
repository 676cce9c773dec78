package io.winnow.records.flink;

import io.winnow.records.AskElement;
import io.winnow.records.Question;
import io.winnow.records.StandingQuestion;
import io.winnow.records.StandingRemoved;
import io.winnow.records.avro.RecordCodecs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** What the reader hears of questions as bytes. Version 1: which kind; a question as its topic has it, or the id of one that is removed. */
public final class AskElementFormat implements SimpleVersionedSerializer<AskElement> {
    private static final byte QUESTION = 'q';
    private static final byte STANDING = 's';
    private static final byte REMOVED = 'r';

    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(AskElement element) {
        if (element instanceof Question question) {
            return tagged(QUESTION, RecordCodecs.QUESTION.encode(question));
        }
        if (element instanceof StandingQuestion question) {
            return tagged(STANDING, RecordCodecs.STANDING_QUESTION.encode(question));
        }
        return tagged(REMOVED, ((StandingRemoved) element).id().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] tagged(byte kind, byte[] body) {
        return ByteBuffer.allocate(1 + body.length).put(kind).put(body).array();
    }

    @Override
    public AskElement deserialize(int version, byte[] bytes) throws IOException {
        UnknownVersion.refuse(version, 1, "questions");
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte kind = buffer.get();
        byte[] body = new byte[buffer.remaining()];
        buffer.get(body);
        return switch (kind) {
            case QUESTION -> RecordCodecs.QUESTION.decode(body);
            case STANDING -> RecordCodecs.STANDING_QUESTION.decode(body);
            case REMOVED -> new StandingRemoved(new String(body, StandardCharsets.UTF_8));
            default -> throw new IOException("there is no kind " + kind + " of questions");
        };
    }
}
