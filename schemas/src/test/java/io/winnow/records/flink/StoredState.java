package io.winnow.records.flink;

import io.winnow.records.OrdinalCounter;
import io.winnow.records.OrdinalTracker;
import io.winnow.records.Placed;
import io.winnow.records.SampleRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataOutputSerializer;

/** State as savepoints hold it, a serializer's snapshot and a value, stored when its form was released. Run the main method in the folder {@code schemas} when a form was added. */
public final class StoredState {

    /** A value of a type, and the file of its bytes. */
    record Stored<T>(String name, TypeInformation<T> type, T value) {
        Path file() {
            return Path.of("src/test/resources/state", name + "-v1.bin");
        }

        byte[] bytes() throws IOException {
            TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
            DataOutputSerializer output = new DataOutputSerializer(256);
            TypeSerializerSnapshot.writeVersionedSnapshot(output, serializer.snapshotConfiguration());
            serializer.serialize(value, output);
            return output.getCopyOfBuffer();
        }
    }

    private StoredState() {}

    static List<Stored<?>> all() {
        OrdinalTracker tracker = new OrdinalTracker();
        for (long ordinal : new long[] {0, 1, 2, 5, 1_000_000}) {
            tracker.accept(1_790_000_000_000L, ordinal);
            tracker.accept(-1, 2 * ordinal);
        }
        Map<Long, Long> next = new LinkedHashMap<>();
        next.put(1_790_000_000_000L, 12L);
        next.put(3L, 4L);
        return List.of(
                new Stored<>("element", RecordTypes.ELEMENT, SampleRecords.tokenRecord()),
                new Stored<>("token-record", RecordTypes.TOKEN_RECORD, SampleRecords.clip()),
                new Stored<>("pruned-window", RecordTypes.PRUNED_WINDOW, SampleRecords.prunedWindow()),
                new Stored<>("question", RecordTypes.QUESTION, SampleRecords.question()),
                new Stored<>("answer", RecordTypes.ANSWER, SampleRecords.answer()),
                new Stored<>("preview", RecordTypes.PREVIEW, SampleRecords.preview()),
                new Stored<>("placed", RecordTypes.PLACED, new Placed(3, 5_000_000_000L, SampleRecords.tokenRecord())),
                new Stored<>("ordinal-tracker", RecordTypes.ORDINAL_TRACKER, tracker),
                new Stored<>("ordinal-counter", RecordTypes.ORDINAL_COUNTER, new OrdinalCounter(next)));
    }

    /** Takes no arguments; writes what is not stored yet. */
    public static void main(String[] arguments) throws IOException {
        for (Stored<?> stored : all()) {
            if (!Files.exists(stored.file())) {
                Files.createDirectories(stored.file().getParent());
                Files.write(stored.file(), stored.bytes());
            }
        }
    }
}
