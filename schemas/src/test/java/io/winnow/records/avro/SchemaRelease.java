package io.winnow.records.avro;

import io.winnow.records.SampleRecords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;

/**
 * Releases the schemas that changed: writes each as the next version among the resources, and the bytes of its sample records among those of the tests. Run its main method in the folder
 * {@code schemas} before a release that changed {@code src/main/avro}, and commit what it writes.
 */
public final class SchemaRelease {

    /** A sample record, the name of its stored bytes, and the first version that can hold all of it. */
    record Sample(String name, RecordKind<?, ?> kind, Object value, int since) {
        Sample since(int version) {
            return new Sample(name, kind, value, version);
        }
    }

    private SchemaRelease() {}

    /** One or more of each kind. A new version adds samples that fill its new fields. */
    static List<Sample> samples() {
        return List.of(
                sample("ids", SampleRecords.tokenRecord()),
                sample("vectors", SampleRecords.clip()),
                sample("window", SampleRecords.prunedWindow()),
                sample("event", SampleRecords.streamEvent()),
                sample("end", SampleRecords.runEnded()),
                sample("question", SampleRecords.question()),
                sample("bare", SampleRecords.bareQuestion()),
                sample("answer", SampleRecords.answer()),
                sample("deferred", SampleRecords.deferredAnswer()).since(2),
                sample("delta", SampleRecords.answerDelta()),
                sample("status", SampleRecords.streamStatus()),
                sample("stopped", SampleRecords.stoppedStream()).since(2),
                sample("control", SampleRecords.streamControl()),
                sample("paused", SampleRecords.pausedStream()).since(2),
                sample("forgotten", SampleRecords.forgottenStream()).since(3),
                sample("anew", SampleRecords.streamAddedAnew()).since(3),
                sample("standing", SampleRecords.standingQuestion()),
                sample("watched", SampleRecords.watchedQuestion()).since(2),
                sample("alert", SampleRecords.alert()),
                sample("snapshot", SampleRecords.metricSnapshot()),
                sample("letter", SampleRecords.deadLetter()),
                sample("preview", SampleRecords.preview()));
    }

    private static Sample sample(String name, Object value) {
        RecordKind<?, ?> kind = RecordCodecs.KINDS.stream()
                .filter(candidate -> candidate.type() == value.getClass())
                .findFirst()
                .orElseThrow();
        return new Sample(name, kind, value, 1);
    }

    static Path bytesOf(Sample sample, int version) {
        return Path.of(
                "src/test/resources/released", recordOf(sample.kind()), "v" + version + "-" + sample.name() + ".bin");
    }

    static String recordOf(RecordKind<?, ?> kind) {
        return kind.type().getSimpleName();
    }

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        for (RecordKind<?, ?> kind : RecordCodecs.KINDS) {
            List<Schema> released = ReleasedSchemas.of(recordOf(kind));
            if (kind.schemas().size() > released.size()) {
                int version = released.size() + 1;
                Schema newest = kind.schemas().get(kind.schemas().size() - 1);
                write(
                        Path.of("src/main/resources", ReleasedSchemas.path(recordOf(kind), version)),
                        (SchemaFormatter.format("json/pretty", newest) + "\n").getBytes(StandardCharsets.UTF_8));
                for (Sample sample : samples()) {
                    if (sample.kind() == kind) {
                        write(bytesOf(sample, version), kind.encode(sample.value()));
                    }
                }
            }
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
