package io.winnow.records.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.records.avro.RecordFormatException.Reason;
import io.winnow.records.avro.SchemaRelease.Sample;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ReleasedSchemasTest {

    @TestFactory
    Stream<DynamicTest> theNewestSchemaIsReleased() {
        return RecordCodecs.KINDS.stream()
                .map(kind -> DynamicTest.dynamicTest(
                        SchemaRelease.recordOf(kind),
                        () -> assertThat(ReleasedSchemas.of(SchemaRelease.recordOf(kind)))
                                .as("run SchemaRelease's main method in the folder schemas, and commit what it writes")
                                .hasSameSizeAs(kind.schemas())));
    }

    @TestFactory
    Stream<DynamicTest> theNewestSchemaReadsEveryReleaseAndEveryReleaseReadsIt() {
        return RecordCodecs.KINDS.stream()
                .map(kind -> DynamicTest.dynamicTest(SchemaRelease.recordOf(kind), () -> {
                    Schema newest = kind.schemas().get(kind.schemas().size() - 1);
                    for (Schema released : ReleasedSchemas.of(SchemaRelease.recordOf(kind))) {
                        assertThat(compatibility(newest, released)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
                        assertThat(compatibility(released, newest)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> theBytesOfEveryReleaseAreReadToday() {
        return SchemaRelease.samples().stream().flatMap(sample -> {
            int versions =
                    ReleasedSchemas.of(SchemaRelease.recordOf(sample.kind())).size();
            return IntStream.rangeClosed(sample.since(), versions)
                    .mapToObj(version -> DynamicTest.dynamicTest(
                            SchemaRelease.bytesOf(sample, version).getFileName() + " of "
                                    + SchemaRelease.recordOf(sample.kind()),
                            () -> readsStoredBytes(sample, version)));
        });
    }

    private static void readsStoredBytes(Sample sample, int version) throws Exception {
        byte[] stored = Files.readAllBytes(SchemaRelease.bytesOf(sample, version));
        RecordCodec<?> codec = RecordCodecs.named(SchemaRelease.recordOf(sample.kind()));
        assertThat(codec.decode(stored)).isEqualTo(sample.value());
    }

    @Test
    void aSchemaThatIsYetToComeSaysToUpgradeTheConsumersFirst() throws Exception {
        byte[] bytes = RecordCodecs.TOKEN_RECORD.encode(
                (io.winnow.records.TokenRecord) SchemaRelease.samples().get(0).value());
        bytes[5] ^= 1;
        assertThatThrownBy(() -> RecordCodecs.ELEMENT.decode(bytes))
                .isInstanceOfSatisfying(
                        RecordFormatException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_SCHEMA))
                .hasMessageContaining("upgrade the consumers first");
    }

    @Test
    void aChangedSchemaIsReadBothWays() {
        Schema released = ReleasedSchemas.of("RunEnded").get(0);
        Schema grown = new Schema.Parser()
                .parse(released.toString()
                        .replace(
                                "\"fields\":[",
                                "\"fields\":[{\"name\":\"why\",\"type\":\"string\",\"default\":\"\"},"));
        assertThat(List.of(compatibility(grown, released), compatibility(released, grown)))
                .containsOnly(SchemaCompatibilityType.COMPATIBLE);
    }

    private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getType();
    }
}
