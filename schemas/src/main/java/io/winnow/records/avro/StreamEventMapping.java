package io.winnow.records.avro;

import io.winnow.avro.StreamEventKind;
import io.winnow.records.StreamEvent;

/** Stream events in both forms. */
final class StreamEventMapping implements RecordKind.Mapping<StreamEvent, io.winnow.avro.StreamEvent> {
    @Override
    public io.winnow.avro.StreamEvent wire(StreamEvent plain) {
        return new io.winnow.avro.StreamEvent(
                Parts.wire(plain.origin()),
                Parts.wire(plain.kind(), StreamEventKind.class),
                plain.reason(),
                plain.count(),
                plain.exact(),
                plain.attributes(),
                plain.ingestMillis());
    }

    @Override
    public StreamEvent plain(io.winnow.avro.StreamEvent wire) throws RecordFormatException {
        return new StreamEvent(
                Parts.plain(wire.getOrigin()),
                Parts.plain(wire.getKind(), StreamEvent.Kind.class),
                wire.getReason(),
                wire.getCount(),
                wire.getExact(),
                wire.getAttributes(),
                wire.getIngestMillis());
    }
}
