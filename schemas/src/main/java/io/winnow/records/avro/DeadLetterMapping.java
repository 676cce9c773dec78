package io.winnow.records.avro;

import io.winnow.records.DeadLetter;
import io.winnow.records.Span;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Dead letters in both forms. */
final class DeadLetterMapping implements RecordKind.Mapping<DeadLetter, io.winnow.avro.DeadLetter> {
    @Override
    public io.winnow.avro.DeadLetter wire(DeadLetter plain) {
        return io.winnow.avro.DeadLetter.newBuilder()
                .setId(Parts.wire(plain.id()))
                .setRun(plain.run())
                .setConsumer(plain.consumer())
                .setTopic(plain.topic())
                .setPartition(plain.partition())
                .setOffset(plain.offset())
                .setKey(plain.key())
                .setOriginal(ByteBuffer.wrap(plain.original()))
                .setReason(plain.reason())
                .setWhat(plain.what())
                .setWhere(plain.where())
                .setHint(plain.hint())
                .setStream(plain.stream())
                .setSpan(plain.span().<io.winnow.avro.Span>map(Parts::wire).orElse(null))
                .setErrors(plain.errors())
                .setAtMillis(plain.atMillis())
                .build();
    }

    @Override
    public DeadLetter plain(io.winnow.avro.DeadLetter wire) throws RecordFormatException {
        Optional<Span> span = wire.getSpan() == null ? Optional.empty() : Optional.of(Parts.plain(wire.getSpan()));
        return new DeadLetter(
                Parts.plain(wire.getId()),
                wire.getRun(),
                wire.getConsumer(),
                wire.getTopic(),
                wire.getPartition(),
                wire.getOffset(),
                wire.getKey(),
                Parts.bytes(wire.getOriginal()),
                wire.getReason(),
                wire.getWhat(),
                wire.getWhere(),
                wire.getHint(),
                wire.getStream(),
                span,
                wire.getErrors(),
                wire.getAtMillis());
    }
}
