package io.winnow.records.avro;

import io.winnow.avro.StreamAction;
import io.winnow.records.StreamControl;

/** Wishes about streams in both forms. */
final class StreamControlMapping implements RecordKind.Mapping<StreamControl, io.winnow.avro.StreamControl> {
    @Override
    public io.winnow.avro.StreamControl wire(StreamControl plain) {
        return io.winnow.avro.StreamControl.newBuilder()
                .setStream(plain.stream())
                .setAction(Parts.wire(plain.action(), StreamAction.class))
                .setSource(plain.source())
                .setAskedMillis(plain.askedMillis())
                .setPolicy(plain.policy())
                .setAddedMillis(plain.addedMillis())
                .setForgottenMillis(plain.forgottenMillis())
                .build();
    }

    @Override
    public StreamControl plain(io.winnow.avro.StreamControl wire) throws RecordFormatException {
        boolean addedThen = wire.getAddedMillis() == 0 && !wire.getSource().isEmpty();
        return new StreamControl(
                wire.getStream(),
                Parts.plain(wire.getAction(), StreamControl.Action.class),
                wire.getSource(),
                wire.getPolicy(),
                addedThen ? wire.getAskedMillis() : wire.getAddedMillis(),
                wire.getAskedMillis(),
                wire.getForgottenMillis());
    }
}
