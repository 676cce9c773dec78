package io.winnow.records.avro;

import io.winnow.records.MetricSnapshot;

/** Snapshots of metrics in both forms. */
final class MetricSnapshotMapping implements RecordKind.Mapping<MetricSnapshot, io.winnow.avro.MetricSnapshot> {
    @Override
    public io.winnow.avro.MetricSnapshot wire(MetricSnapshot plain) {
        return new io.winnow.avro.MetricSnapshot(
                plain.run(), plain.stage(), plain.subtask(), plain.values(), plain.atMillis());
    }

    @Override
    public MetricSnapshot plain(io.winnow.avro.MetricSnapshot wire) {
        return new MetricSnapshot(
                wire.getRun(), wire.getStage(), wire.getSubtask(), wire.getValues(), wire.getAtMillis());
    }
}
