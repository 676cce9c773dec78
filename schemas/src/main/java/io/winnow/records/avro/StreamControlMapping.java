package io.winnow.records.avro;

import io.winnow.avro.StreamAction;
import io.winnow.records.StreamControl;

/** Wishes about streams in both forms. */
final class StreamControlMapping implements RecordKind.Mapping<StreamControl, io.winnow.avro.StreamControl> {
    @Override
    public io.winnow.avro.StreamControl wire(StreamControl plain) {
        return new io.winnow.avro.StreamControl(
                plain.stream(), Parts.wire(plain.action(), StreamAction.class), plain.source(), plain.askedMillis());
    }

    @Override
    public StreamControl plain(io.winnow.avro.StreamControl wire) throws RecordFormatException {
        return new StreamControl(
                wire.getStream(),
                Parts.plain(wire.getAction(), StreamControl.Action.class),
                wire.getSource(),
                wire.getAskedMillis());
    }
}
