package io.winnow.records;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Derives record ids: the first 128 bits of SHA-256 over what identifies the record. Each field stands with its length before it, after a word that says what kind of id it is, so that no
 * two different lists of fields hash the same bytes.
 */
public final class RecordIds {
    private final MessageDigest digest;

    private RecordIds(String kind) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
        }
        text(kind);
    }

    /** Id of what a tokenizer makes of the frame or clip that starts at {@code seq}. */
    public static RecordId token(String run, String computeDigest, String stream, long epoch, long seq) {
        return new RecordIds("token")
                .text(run)
                .text(computeDigest)
                .text(stream)
                .number(epoch)
                .number(seq)
                .id();
    }

    /** Id of what is made from other records, in their order. */
    public static RecordId derived(String run, String computeDigest, List<RecordId> parents) {
        RecordIds ids = new RecordIds("derived").text(run).text(computeDigest).number(parents.size());
        parents.forEach(parent -> ids.number(parent.high()).number(parent.low()));
        return ids.id();
    }

    /** Id of an answer: never of its windows, so that a question answered again after a restore is the same answer. */
    public static RecordId answer(String run, String stage, String questionId, String stream, long occurrence) {
        return new RecordIds("answer")
                .text(run)
                .text(stage)
                .text(questionId)
                .text(stream)
                .number(occurrence)
                .id();
    }

    /**
     * Id of an alert.
     *
     * @param occurrence of the answer that decided it
     * @param state the name of the state that it tells
     */
    public static RecordId alert(
            String run, String stage, String questionId, String stream, long occurrence, String state) {
        return new RecordIds("alert")
                .text(run)
                .text(stage)
                .text(questionId)
                .text(stream)
                .number(occurrence)
                .text(state)
                .id();
    }

    /**
     * Id of a dead letter.
     *
     * @param place file, or topic with partition and offset, or the id of the record
     */
    public static RecordId deadLetter(String consumer, String stream, String reason, String place) {
        return new RecordIds("dead-letter")
                .text(consumer)
                .text(stream)
                .text(reason)
                .text(place)
                .id();
    }

    private RecordIds text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
        return this;
    }

    private RecordIds number(long value) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(value).flip());
        return this;
    }

    private RecordId id() {
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new RecordId(hash.getLong(), hash.getLong());
    }
}
