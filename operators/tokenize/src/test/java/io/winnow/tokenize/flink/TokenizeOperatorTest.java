package io.winnow.tokenize.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.winnow.frames.Decoded;
import io.winnow.frames.FrameEvent;
import io.winnow.frames.FrameFailure;
import io.winnow.model.EngineOptions;
import io.winnow.records.DeadLetter;
import io.winnow.records.Element;
import io.winnow.records.RecordIds;
import io.winnow.records.StageContext;
import io.winnow.records.StreamEvent;
import io.winnow.records.StreamEvent.Kind;
import io.winnow.records.StreamStatus;
import io.winnow.records.Timings;
import io.winnow.records.TokenRecord;
import io.winnow.records.flink.RecordTypes;
import io.winnow.records.flink.StageOutputs;
import io.winnow.tokenize.ClipOptions;
import io.winnow.tokenize.PictureFrame;
import io.winnow.tokenize.TokenizeOptions;
import io.winnow.tokenize.TokenizerSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

class TokenizeOperatorTest {
    private static final StageContext CONTEXT = new StageContext("run-1", "pipeline", "tokenize", "c".repeat(64));
    private static final int SUBTASKS = 2;

    @Test
    void recordsAndEventsOfAStreamComeOutInOrderWithOrdinals() throws Exception {
        List<Element> out = run(TokenizeOptions.defaults(), stream("a", 20));

        assertThat(out).hasSize(22);
        for (int i = 0; i < out.size(); i++) {
            assertThat(ordinal(out.get(i))).isEqualTo(i);
        }
        TokenRecord third = (TokenRecord) out.get(3);
        assertThat(third.seq()).isEqualTo(2);
        assertThat(third.id()).isEqualTo(RecordIds.token("run-1", "c".repeat(64), "a", 0, 2));
        assertThat(third.tokenizer().name()).isEqualTo("lite0-cells");
        assertThat(third.pixels()).isEqualTo(1280 * 720);
        assertThat(third.timings().decodeMicros()).isEqualTo(100);
        assertThat(third.timings().tokenizeMicros()).isPositive();
        assertThat(third.ingestMillis()).isEqualTo(1002);
    }

    @Test
    void theRecordsDoNotDependOnTheBatchOrTheNumberOfFramesUnderWay() throws Exception {
        List<Decoded> input = new ArrayList<>(stream("a", 12));
        input.addAll(stream("b", 5));

        assertThat(untimed(run(TokenizeOptions.defaults().withBatch(8), input)))
                .isEqualTo(untimed(run(TokenizeOptions.defaults().withBatch(1), input)));
    }

    @Test
    void aCheckpointHoldsNothingUnderWayAndARestoreGoesOnWithTheOrdinals() throws Exception {
        List<Decoded> input = stream("a", 10);
        OperatorSubtaskState state;
        List<Element> out = new ArrayList<>();
        try (OneInputStreamOperatorTestHarness<Decoded, Element> first = harness(TokenizeOptions.defaults(), 0)) {
            first.open();
            feed(first, input.subList(0, 5));
            first.prepareSnapshotPreBarrier(1);
            assertThat(first.extractOutputValues()).hasSize(5);
            state = first.snapshot(1, 1);
            out.addAll(first.extractOutputValues());
        }
        try (OneInputStreamOperatorTestHarness<Decoded, Element> second = harness(TokenizeOptions.defaults(), 0)) {
            second.initializeState(state);
            second.open();
            feed(second, input.subList(5, input.size()));
            second.endInput();
            out.addAll(second.extractOutputValues());
        }

        assertThat(untimed(out)).isEqualTo(untimed(run(TokenizeOptions.defaults(), input)));
    }

    @Test
    void aWarmStartGoesOnAfterARestoreAsItWouldHaveWithoutOne() throws Exception {
        TokenizeOptions options = TokenizeOptions.defaults()
                .withSystem(TokenizerSystem.VQTOKEN)
                .withClip(new ClipOptions(2, Duration.ZERO));
        TokenizeOptions warm =
                options.withVqtoken(options.vqtoken().withCount(8).withWarm(true));
        List<Decoded> input = stream("a", 12);
        List<Element> out = new ArrayList<>();
        OperatorSubtaskState state;
        try (OneInputStreamOperatorTestHarness<Decoded, Element> first = harness(warm, 0)) {
            first.open();
            feed(first, input.subList(0, 6));
            first.prepareSnapshotPreBarrier(1);
            state = first.snapshot(1, 1);
            out.addAll(first.extractOutputValues());
        }
        try (OneInputStreamOperatorTestHarness<Decoded, Element> second = harness(warm, 0)) {
            second.initializeState(state);
            second.open();
            feed(second, input.subList(6, input.size()));
            second.endInput();
            out.addAll(second.extractOutputValues());
        }

        assertThat(untimed(out)).isEqualTo(untimed(run(warm, input)));
        assertThat(untimed(out))
                .isNotEqualTo(untimed(run(warm.withVqtoken(warm.vqtoken().withWarm(false)), input)));
    }

    @Test
    void aStreamThatMovesToAnotherSubtaskGoesOnWithItsOrdinals() throws Exception {
        OperatorSubtaskState state;
        try (OneInputStreamOperatorTestHarness<Decoded, Element> first = harness(TokenizeOptions.defaults(), 0)) {
            first.open();
            feed(first, stream("a", 3).subList(0, 4));
            first.prepareSnapshotPreBarrier(1);
            state = first.snapshot(1, 1);
        }
        OperatorSubtaskState moved = AbstractStreamOperatorTestHarness.repartitionOperatorState(
                AbstractStreamOperatorTestHarness.repackageState(state), SUBTASKS, 1, SUBTASKS, 1);
        try (OneInputStreamOperatorTestHarness<Decoded, Element> second = harness(TokenizeOptions.defaults(), 1)) {
            second.initializeState(moved);
            second.open();
            feed(second, List.of(PictureFrame.example("a", 3, 0)));
            second.endInput();

            assertThat(second.extractOutputValues())
                    .extracting(TokenizeOperatorTest::ordinal)
                    .containsExactly(4L);
        }
    }

    @Test
    void anOpenClipIsStateAndGoesOnAfterARestore() throws Exception {
        TokenizeOptions clips = TokenizeOptions.defaults()
                .withSystem(TokenizerSystem.VQTOKEN)
                .withClip(new ClipOptions(4, Duration.ZERO));
        List<Decoded> input = stream("a", 6);
        OperatorSubtaskState state;
        try (OneInputStreamOperatorTestHarness<Decoded, Element> first = harness(clips, 0)) {
            first.open();
            feed(first, input.subList(0, 4));
            first.prepareSnapshotPreBarrier(1);
            assertThat(first.extractOutputValues()).hasSize(1);
            state = first.snapshot(1, 1);
        }
        List<Element> out;
        try (OneInputStreamOperatorTestHarness<Decoded, Element> second = harness(clips, 0)) {
            second.initializeState(state);
            second.open();
            feed(second, input.subList(4, input.size()));
            second.endInput();
            out = second.extractOutputValues();
        }

        assertThat(((TokenRecord) out.get(0)).frameSpans()).hasSize(4);
        List<Element> undisturbed = run(clips, input);
        assertThat(untimed(out)).isEqualTo(untimed(undisturbed.subList(1, undisturbed.size())));
    }

    @Test
    void aFrameThatCannotBeTokenizedIsADeadLetterAndTheOthersGoThrough() throws Exception {
        List<Decoded> input =
                List.of(PictureFrame.example("a", 0, 0), PictureFrame.misfit("a", 1), PictureFrame.example("a", 2, 2));
        try (OneInputStreamOperatorTestHarness<Decoded, Element> harness = harness(TokenizeOptions.defaults(), 0)) {
            harness.open();
            feed(harness, input);
            harness.endInput();

            List<Element> out = harness.extractOutputValues();
            assertThat(out).extracting(TokenizeOperatorTest::ordinal).containsExactly(0L, 1L, 2L);
            assertThat(((StreamEvent) out.get(1)).reason()).isEqualTo("TOKENIZE");
            List<DeadLetter> letters = side(harness, StageOutputs.DEAD_LETTERS);
            assertThat(letters).extracting(DeadLetter::reason).containsExactly("TOKENIZE");
            assertThat(letters.get(0).consumer()).isEqualTo("pipeline/tokenize");
        }
    }

    @Test
    void whatTheDecoderCouldNotReadIsADeadLetter() throws Exception {
        DeadLetter letter = new DeadLetter(
                RecordIds.deadLetter("pipeline/decode", "a", "DECODE", "x.mp4"),
                "run-1",
                "pipeline/decode",
                "",
                -1,
                -1,
                "",
                new byte[0],
                "DECODE",
                "no picture",
                "x.mp4",
                "none",
                "a",
                Optional.empty(),
                1,
                5);
        try (OneInputStreamOperatorTestHarness<Decoded, Element> harness = harness(TokenizeOptions.defaults(), 0)) {
            harness.open();
            feed(harness, List.of(new FrameFailure(letter), event("a", Kind.ENDED, "DECODE", 0)));
            harness.endInput();

            assertThat(side(harness, StageOutputs.DEAD_LETTERS)).containsExactly(letter);
            assertThat(side(harness, StageOutputs.STREAM_STATUS))
                    .extracting(StreamStatus::state, StreamStatus::message)
                    .contains(tuple(StreamStatus.State.FAILED, "no picture"));
        }
    }

    @Test
    void aStreamsStateIsToldAtItsStartEachSecondWhileItChangesAndAtItsEnd() throws Exception {
        try (OneInputStreamOperatorTestHarness<Decoded, Element> harness = harness(TokenizeOptions.defaults(), 0)) {
            harness.open();
            feed(harness, List.of(event("a", Kind.STARTED, "", 0)));
            assertThat(side(harness, StageOutputs.STREAM_STATUS)).hasSize(1);
            feed(harness, List.of(PictureFrame.example("a", 0, 0)));
            harness.prepareSnapshotPreBarrier(1);
            harness.setProcessingTime(1000);
            harness.setProcessingTime(2000);
            assertThat(side(harness, StageOutputs.STREAM_STATUS))
                    .extracting(StreamStatus::frames)
                    .containsExactly(0L, 1L);
            feed(harness, List.of(event("a", Kind.ENDED, "", 1)));

            assertThat(side(harness, StageOutputs.STREAM_STATUS).get(2).state()).isEqualTo(StreamStatus.State.ENDED);
        }
    }

    private static List<Element> run(TokenizeOptions options, List<Decoded> input) throws Exception {
        try (OneInputStreamOperatorTestHarness<Decoded, Element> harness = harness(options, 0)) {
            harness.open();
            feed(harness, input);
            harness.endInput();
            return harness.extractOutputValues();
        }
    }

    private static OneInputStreamOperatorTestHarness<Decoded, Element> harness(TokenizeOptions options, int subtask)
            throws Exception {
        TokenizeOperatorFactory factory =
                new TokenizeOperatorFactory(options, PictureFrame.CELLS.toString(), EngineOptions.defaults(), CONTEXT);
        OneInputStreamOperatorTestHarness<Decoded, Element> harness =
                new OneInputStreamOperatorTestHarness<>(factory, SUBTASKS, SUBTASKS, subtask);
        harness.setup(RecordTypes.ELEMENT.createSerializer(new SerializerConfigImpl()));
        return harness;
    }

    private static List<Decoded> stream(String stream, int frames) {
        List<Decoded> decoded = new ArrayList<>();
        decoded.add(event(stream, Kind.STARTED, "", 0));
        for (int seq = 0; seq < frames; seq++) {
            decoded.add(PictureFrame.example(stream, seq, seq));
        }
        decoded.add(event(stream, Kind.ENDED, "", frames));
        return decoded;
    }

    private static FrameEvent event(String stream, Kind kind, String reason, long count) {
        return new FrameEvent(stream, 0, kind, reason, count, true, Map.of(), 7);
    }

    private static void feed(OneInputStreamOperatorTestHarness<Decoded, Element> harness, List<Decoded> input)
            throws Exception {
        for (Decoded decoded : input) {
            harness.processElement(new StreamRecord<>(decoded));
        }
    }

    private static <T> List<T> side(OneInputStreamOperatorTestHarness<Decoded, Element> harness, OutputTag<T> tag) {
        return Optional.ofNullable(harness.getSideOutput(tag)).stream()
                .flatMap(queue -> queue.stream().map(StreamRecord::getValue))
                .toList();
    }

    private static long ordinal(Element element) {
        return element instanceof TokenRecord record
                ? record.origin().ordinal()
                : ((StreamEvent) element).origin().ordinal();
    }

    private static List<Element> untimed(List<Element> elements) {
        return elements.stream().map(TokenizeOperatorTest::untimed).toList();
    }

    private static Element untimed(Element element) {
        return element instanceof TokenRecord record ? record.withTimings(Timings.NONE) : element;
    }
}
