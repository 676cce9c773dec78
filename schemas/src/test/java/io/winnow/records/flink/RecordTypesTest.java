package io.winnow.records.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.records.AskElement;
import io.winnow.records.Element;
import io.winnow.records.OrdinalCounter;
import io.winnow.records.OrdinalTracker;
import io.winnow.records.SampleRecords;
import io.winnow.records.StandingRemoved;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class RecordTypesTest {

    @Test
    void writesAndReadsEachElementThroughFlink() throws Exception {
        for (Element element : List.of(
                SampleRecords.tokenRecord(),
                SampleRecords.prunedWindow(),
                SampleRecords.streamEvent(),
                SampleRecords.runEnded())) {
            assertThat(throughBytes(RecordTypes.ELEMENT, element)).isEqualTo(element);
        }
        assertThat(throughBytes(RecordTypes.DEAD_LETTER, SampleRecords.deadLetter()))
                .isEqualTo(SampleRecords.deadLetter());
    }

    @Test
    void writesAndReadsQuestionsThroughFlink() throws Exception {
        for (AskElement element :
                List.of(SampleRecords.question(), SampleRecords.watchedQuestion(), new StandingRemoved("s-1 \u00e9"))) {
            assertThat(throughBytes(RecordTypes.ASK_ELEMENT, element)).isEqualTo(element);
        }
    }

    @Test
    void copiesBytesWithoutReadingThem() throws Exception {
        TypeSerializer<Element> serializer = serializer(RecordTypes.ELEMENT);
        DataOutputSerializer written = new DataOutputSerializer(64);
        serializer.serialize(SampleRecords.tokenRecord(), written);
        DataOutputSerializer copied = new DataOutputSerializer(64);
        serializer.copy(new DataInputDeserializer(written.getCopyOfBuffer()), copied);
        assertThat(copied.getCopyOfBuffer()).isEqualTo(written.getCopyOfBuffer());
    }

    @Test
    void aRecordIsImmutableAndItsCopyIsItself() {
        Element element = SampleRecords.tokenRecord();
        TypeSerializer<Element> serializer = serializer(RecordTypes.ELEMENT);
        assertThat(serializer.isImmutableType()).isTrue();
        assertThat(serializer.copy(element)).isSameAs(element);
    }

    @Test
    void aRestoredSnapshotReadsWhatWasWritten() throws Exception {
        TypeSerializer<Element> restored = restored(RecordTypes.ELEMENT).restoreSerializer();
        DataOutputSerializer written = new DataOutputSerializer(64);
        serializer(RecordTypes.ELEMENT).serialize(SampleRecords.prunedWindow(), written);
        assertThat(restored.deserialize(new DataInputDeserializer(written.getCopyOfBuffer())))
                .isEqualTo(SampleRecords.prunedWindow());
    }

    @Test
    void stateOfAnotherRecordIsIncompatible() throws Exception {
        TypeSerializerSnapshot<Element> elements = restored(RecordTypes.ELEMENT);
        assertThat(serializer(RecordTypes.ELEMENT)
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(elements)
                        .isCompatibleAsIs())
                .isTrue();
        @SuppressWarnings({"unchecked", "rawtypes"})
        TypeSerializerSnapshot<Element> answers = (TypeSerializerSnapshot) restored(RecordTypes.ANSWER);
        assertThat(serializer(RecordTypes.ELEMENT)
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(answers)
                        .isIncompatible())
                .isTrue();
    }

    @Test
    void shipsToAnotherProcess() throws Exception {
        TypeInformation<Element> shipped = InstantiationUtil.clone(RecordTypes.ELEMENT);
        assertThat(shipped).isEqualTo(RecordTypes.ELEMENT);
        assertThat(throughBytes(shipped, SampleRecords.streamEvent())).isEqualTo(SampleRecords.streamEvent());
        assertThat(InstantiationUtil.clone(StageOutputs.DEAD_LETTERS)).isEqualTo(StageOutputs.DEAD_LETTERS);
    }

    @Test
    void ordinalsSurviveASavepoint() throws Exception {
        OrdinalTracker tracker = new OrdinalTracker();
        OrdinalCounter counter = new OrdinalCounter();
        for (long ordinal : new long[] {0, 1, 2, 7, 8, 4}) {
            tracker.accept(1_790_000_000_000L, ordinal);
            tracker.accept(ordinal, 3);
            counter.next(ordinal % 3);
        }
        OrdinalTracker tracked = restored(RecordTypes.ORDINAL_TRACKER)
                .restoreSerializer()
                .copy(throughBytes(RecordTypes.ORDINAL_TRACKER, tracker));
        assertThat(tracked).hasToString(tracker.toString()).isNotSameAs(tracker);
        assertThat(throughBytes(RecordTypes.ORDINAL_COUNTER, counter).state())
                .containsExactlyEntriesOf(counter.state());
    }

    @Test
    void refusesStateOfAVersionYetToCome() {
        byte[] bytes = new OrdinalCounterFormat().serialize(new OrdinalCounter(Map.of(1L, 2L)));
        assertThatThrownBy(() -> new OrdinalCounterFormat().deserialize(2, bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 2")
                .hasMessageContaining("restore it with");
    }

    private static <T> TypeSerializer<T> serializer(TypeInformation<T> type) {
        return type.createSerializer(new SerializerConfigImpl());
    }

    private static <T> T throughBytes(TypeInformation<T> type, T value) throws IOException {
        DataOutputSerializer output = new DataOutputSerializer(64);
        serializer(type).serialize(value, output);
        return serializer(type).deserialize(new DataInputDeserializer(output.getCopyOfBuffer()));
    }

    private static <T> TypeSerializerSnapshot<T> restored(TypeInformation<T> type) throws IOException {
        DataOutputSerializer output = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(output, serializer(type).snapshotConfiguration());
        return TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(output.getCopyOfBuffer()), RecordTypesTest.class.getClassLoader());
    }
}
