package io.winnow.records.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.records.Answer;
import io.winnow.records.Element;
import io.winnow.records.Question;
import io.winnow.records.RecordId;
import io.winnow.records.SampleRecords;
import io.winnow.records.StandingQuestion;
import io.winnow.records.StreamEvent;
import io.winnow.records.avro.RecordFormatException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RecordCodecsTest {

    @TestFactory
    Stream<DynamicTest> readsBackWhatItWrites() {
        return Stream.of(
                roundTrip(RecordCodecs.TOKEN_RECORD, SampleRecords.tokenRecord()),
                roundTrip(RecordCodecs.TOKEN_RECORD, SampleRecords.clip()),
                roundTrip(RecordCodecs.PRUNED_WINDOW, SampleRecords.prunedWindow()),
                roundTrip(RecordCodecs.ELEMENT, SampleRecords.tokenRecord()),
                roundTrip(RecordCodecs.ELEMENT, SampleRecords.prunedWindow()),
                roundTrip(RecordCodecs.ELEMENT, SampleRecords.streamEvent()),
                roundTrip(RecordCodecs.ELEMENT, SampleRecords.runEnded()),
                roundTrip(RecordCodecs.QUESTION_ELEMENT, SampleRecords.question()),
                roundTrip(RecordCodecs.QUESTION_ELEMENT, SampleRecords.bareQuestion()),
                roundTrip(RecordCodecs.QUESTION_ELEMENT, SampleRecords.runEnded()),
                roundTrip(RecordCodecs.ANSWER_ELEMENT, SampleRecords.answer()),
                roundTrip(RecordCodecs.ANSWER_ELEMENT, SampleRecords.deferredAnswer()),
                roundTrip(RecordCodecs.ANSWER_ELEMENT, SampleRecords.runEnded()),
                roundTrip(RecordCodecs.PREVIEW, SampleRecords.preview()),
                roundTrip(RecordCodecs.READ_ELEMENT, SampleRecords.preview()),
                roundTrip(RecordCodecs.READ_ELEMENT, SampleRecords.prunedWindow()),
                roundTrip(RecordCodecs.ANSWER_DELTA, SampleRecords.answerDelta()),
                roundTrip(RecordCodecs.STREAM_STATUS, SampleRecords.streamStatus()),
                roundTrip(RecordCodecs.STREAM_CONTROL, SampleRecords.streamControl()),
                roundTrip(RecordCodecs.STREAM_CONTROL, SampleRecords.pausedStream()),
                roundTrip(RecordCodecs.STANDING_QUESTION, SampleRecords.standingQuestion()),
                roundTrip(RecordCodecs.STANDING_QUESTION, SampleRecords.watchedQuestion()),
                roundTrip(RecordCodecs.STANDING_ELEMENT, SampleRecords.watchedQuestion()),
                roundTrip(RecordCodecs.STANDING_ELEMENT, SampleRecords.runEnded()),
                roundTrip(RecordCodecs.ALERT, SampleRecords.alert()),
                roundTrip(RecordCodecs.METRIC_SNAPSHOT, SampleRecords.metricSnapshot()),
                roundTrip(RecordCodecs.DEAD_LETTER, SampleRecords.deadLetter()));
    }

    private static <T> DynamicTest roundTrip(RecordCodec<T> codec, T value) {
        return DynamicTest.dynamicTest(
                codec.name() + ": " + value.getClass().getSimpleName(),
                () -> assertThat(codec.decode(codec.encode(value))).isEqualTo(value));
    }

    @TestFactory
    Stream<DynamicTest> mapsEachConstantOfStreamEvents() {
        return Arrays.stream(StreamEvent.Kind.values())
                .map(kind -> DynamicTest.dynamicTest(kind.name(), () -> {
                    StreamEvent sample = SampleRecords.streamEvent();
                    StreamEvent event = new StreamEvent(sample.origin(), kind, "", 0, true, sample.attributes(), 1);
                    assertThat(RecordCodecs.STREAM_EVENT.decode(RecordCodecs.STREAM_EVENT.encode(event)))
                            .isEqualTo(event);
                }));
    }

    @Test
    void aTokenRecordIsManyTimesSmallerThanItsPicture() {
        assertThat(RecordCodecs.ELEMENT.encode(SampleRecords.tokenRecord()).length)
                .isLessThan(224 * 224 * 3 / 300);
    }

    @Test
    void callsForeignBytesMalformed() {
        for (String foreign : List.of("", "{\"id\": 1}", "a longer line of text, not a record at all")) {
            assertThat(reason(RecordCodecs.ELEMENT, foreign.getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(Reason.MALFORMED);
        }
    }

    @Test
    void callsAnotherTopicsRecordAnUnknownSchema() {
        byte[] answer = RecordCodecs.ANSWER.encode(SampleRecords.answer());
        assertThat(reason(RecordCodecs.ELEMENT, answer)).isEqualTo(Reason.UNKNOWN_SCHEMA);
        assertThatThrownBy(() -> RecordCodecs.ELEMENT.decode(answer))
                .hasMessageContaining("upgrade the consumers first")
                .hasMessageContaining("Element");
    }

    @Test
    void aStandingQuestionOfTheFirstVersionWithoutAScheduleIsAskedOnChange() {
        io.winnow.avro.StandingQuestion first = io.winnow.avro.StandingQuestion.newBuilder()
                .setId("s-3")
                .setText("What moved?")
                .setStream("door")
                .setAddedMillis(1)
                .build();
        assertThat(new StandingQuestionMapping().plain(first))
                .isEqualTo(new StandingQuestion(
                        "s-3",
                        "What moved?",
                        List.of("door"),
                        Optional.empty(),
                        Optional.of(StandingQuestion.USUAL_CHANGE),
                        "",
                        Optional.empty(),
                        1));
    }

    @Test
    void aTopicOfTokensTakesNoPictures() {
        assertThat(reason(RecordCodecs.ELEMENT, RecordCodecs.PREVIEW.encode(SampleRecords.preview())))
                .isEqualTo(Reason.UNKNOWN_SCHEMA);
    }

    @Test
    void refusesARecordWithBytesBehindIt() {
        byte[] bytes = RecordCodecs.QUESTION.encode(SampleRecords.question());
        assertThat(reason(RecordCodecs.QUESTION, Arrays.copyOf(bytes, bytes.length + 1)))
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void refusesALengthBeyondTheRecordWithoutTakingThatMuchMemory() throws Exception {
        byte[] header = Arrays.copyOf(RecordCodecs.QUESTION.encode(SampleRecords.question()), 10);
        for (long length : new long[] {1_000_000_000, Integer.MAX_VALUE, Long.MAX_VALUE, -1}) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes(header);
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(body, null);
            encoder.writeLong(length);
            encoder.flush();
            assertThat(reason(RecordCodecs.QUESTION, body.toByteArray())).isEqualTo(Reason.MALFORMED);
        }
    }

    @Property(tries = 300)
    void anyDamageIsARecordOrAReason(@ForAll int at, @ForAll byte with) {
        for (Element element : List.of(SampleRecords.tokenRecord(), SampleRecords.prunedWindow())) {
            byte[] bytes = RecordCodecs.ELEMENT.encode(element);
            bytes[Math.floorMod(at, bytes.length)] = with;
            try {
                assertThat(RecordCodecs.ELEMENT.decode(bytes)).isInstanceOf(element.getClass());
            } catch (RecordFormatException e) {
                assertThat(e).hasMessageContaining(e.hint());
            }
        }
    }

    @Test
    void aHugeNumberAnywhereTakesNoHugeMemory() {
        byte[] huge = {(byte) 0x80, (byte) 0xa8, (byte) 0xd6, (byte) 0xb9, 0x07};
        for (Element element :
                List.of(SampleRecords.tokenRecord(), SampleRecords.prunedWindow(), SampleRecords.streamEvent())) {
            byte[] whole = RecordCodecs.ELEMENT.encode(element);
            for (int at = 10; at + huge.length <= whole.length; at++) {
                byte[] bytes = whole.clone();
                System.arraycopy(huge, 0, bytes, at, huge.length);
                try {
                    assertThat(RecordCodecs.ELEMENT.decode(bytes)).isInstanceOf(element.getClass());
                } catch (RecordFormatException e) {
                    assertThat(e).hasMessageContaining(e.hint());
                }
            }
        }
    }

    @Property(tries = 200)
    void everyCutIsMalformed(@ForAll int at) {
        byte[] bytes = RecordCodecs.ELEMENT.encode(SampleRecords.prunedWindow());
        assertThat(reason(RecordCodecs.ELEMENT, Arrays.copyOf(bytes, Math.floorMod(at, bytes.length))))
                .isEqualTo(Reason.MALFORMED);
    }

    @Property(tries = 200)
    void keepsAnyQuestion(@ForAll String id, @ForAll String text, @ForAll long from) throws Exception {
        Question question = new Question(
                wellFormed(id),
                "",
                wellFormed(text),
                Optional.of(wellFormed(text)),
                Optional.of(from),
                Optional.empty(),
                from,
                Optional.empty());
        assertThat(RecordCodecs.QUESTION.decode(RecordCodecs.QUESTION.encode(question)))
                .isEqualTo(question);
    }

    @Property(tries = 100)
    void keepsAnyId(@ForAll long high, @ForAll long low) throws Exception {
        Answer sample = SampleRecords.answer();
        Answer answer = new Answer(
                new RecordId(high, low),
                sample.questionId(),
                sample.run(),
                sample.stream(),
                0,
                "",
                "",
                1,
                List.of(),
                sample.counts(),
                sample.millis(),
                sample.tokenizer(),
                sample.reader(),
                List.of(new RecordId(low, high)),
                0,
                Optional.empty(),
                Optional.empty());
        assertThat(RecordCodecs.ANSWER.decode(RecordCodecs.ANSWER.encode(answer)))
                .isEqualTo(answer);
    }

    /** UTF-8 has no lone surrogates. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static Reason reason(RecordCodec<?> codec, byte[] bytes) {
        try {
            throw new AssertionError("read as " + codec.decode(bytes));
        } catch (RecordFormatException e) {
            return e.reason();
        }
    }
}
