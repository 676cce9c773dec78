package io.winnow.records.avro;

import io.winnow.avro.StreamState;
import io.winnow.records.StreamStatus;

/** Streams' states in both forms. */
final class StreamStatusMapping implements RecordKind.Mapping<StreamStatus, io.winnow.avro.StreamStatus> {
    @Override
    public io.winnow.avro.StreamStatus wire(StreamStatus plain) {
        return new io.winnow.avro.StreamStatus(
                plain.stream(),
                plain.run(),
                Parts.wire(plain.state(), StreamState.class),
                plain.epoch(),
                plain.lastFrameMicros(),
                plain.lastFrameMillis(),
                plain.frames(),
                plain.dropped(),
                plain.reconnects(),
                plain.message(),
                plain.updatedMillis());
    }

    @Override
    public StreamStatus plain(io.winnow.avro.StreamStatus wire) throws RecordFormatException {
        return new StreamStatus(
                wire.getStream(),
                wire.getRun(),
                Parts.plain(wire.getState(), StreamStatus.State.class),
                wire.getEpoch(),
                wire.getLastFrameMicros(),
                wire.getLastFrameMillis(),
                wire.getFrames(),
                wire.getDropped(),
                wire.getReconnects(),
                wire.getMessage(),
                wire.getUpdatedMillis());
    }
}
