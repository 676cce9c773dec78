package io.winnow.records.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.records.flink.StoredState.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class StoredStateTest {

    @TestFactory
    Stream<DynamicTest> theStateOfEveryReleaseIsRestoredToday() {
        return StoredState.all().stream().map(stored -> DynamicTest.dynamicTest(stored.name(), () -> restores(stored)));
    }

    private static <T> void restores(Stored<T> stored) throws IOException {
        DataInputDeserializer input = new DataInputDeserializer(Files.readAllBytes(stored.file()));
        TypeSerializerSnapshot<T> snapshot =
                TypeSerializerSnapshot.readVersionedSnapshot(input, StoredStateTest.class.getClassLoader());
        TypeSerializer<T> today = stored.type().createSerializer(new SerializerConfigImpl());
        assertThat(today.snapshotConfiguration()
                        .resolveSchemaCompatibility(snapshot)
                        .isCompatibleAsIs())
                .isTrue();
        T restored = snapshot.restoreSerializer().deserialize(input);
        assertThat(input.available()).isZero();
        assertThat(new Stored<>(stored.name(), stored.type(), restored).bytes()).isEqualTo(stored.bytes());
    }
}
