package io.winnow.records.avro;

import io.winnow.records.RunEnded;

/** Marks of a run's end in both forms. */
final class RunEndedMapping implements RecordKind.Mapping<RunEnded, io.winnow.avro.RunEnded> {
    @Override
    public io.winnow.avro.RunEnded wire(RunEnded plain) {
        return new io.winnow.avro.RunEnded(plain.run(), plain.stage(), plain.subtask(), plain.of(), plain.partition());
    }

    @Override
    public RunEnded plain(io.winnow.avro.RunEnded wire) {
        return new RunEnded(wire.getRun(), wire.getStage(), wire.getSubtask(), wire.getOf(), wire.getPartition());
    }
}
