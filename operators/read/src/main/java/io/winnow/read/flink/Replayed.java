package io.winnow.read.flink;

import io.winnow.records.Question;
import io.winnow.records.StandingQuestion;
import io.winnow.records.avro.RecordCodec;
import io.winnow.records.avro.RecordCodecs;
import io.winnow.records.avro.RecordFormatException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is asked of records that came long ago: questions asked once, each where it came among them, and standing ones of all of them. They travel as bytes with the operator, which must know them before
 * the first record.
 */
public final class Replayed implements Serializable {
    private static final long serialVersionUID = 1;

    private final byte[][] questions;
    private final byte[][] standing;

    private Replayed(byte[][] questions, byte[][] standing) {
        this.questions = questions;
        this.standing = standing;
    }

    /**
     * These questions, without their deadlines, which have passed.
     *
     * @param questions put to a stream before the first of its elements that entered Winnow after {@link Question#askedMillis}
     * @param standing put to each stream from its first element on
     */
    public static Replayed of(List<Question> questions, List<StandingQuestion> standing) {
        return new Replayed(
                bytes(
                        RecordCodecs.QUESTION,
                        questions.stream().map(Question::withoutDeadline).toList()),
                bytes(
                        RecordCodecs.STANDING_QUESTION,
                        standing.stream().map(StandingQuestion::withoutDeadline).toList()));
    }

    private static <T> byte[][] bytes(RecordCodec<T> codec, List<T> records) {
        return records.stream().map(codec::encode).toArray(byte[][]::new);
    }

    /** In the order in which they came. */
    List<Question> questions() throws RecordFormatException {
        List<Question> records = records(RecordCodecs.QUESTION, questions);
        records.sort(Comparator.comparingLong(Question::askedMillis));
        return records;
    }

    List<StandingQuestion> standing() throws RecordFormatException {
        return records(RecordCodecs.STANDING_QUESTION, standing);
    }

    private static <T> List<T> records(RecordCodec<T> codec, byte[][] bytes) throws RecordFormatException {
        List<T> records = new ArrayList<>();
        for (byte[] one : bytes) {
            records.add(codec.decode(one));
        }
        return records;
    }
}
