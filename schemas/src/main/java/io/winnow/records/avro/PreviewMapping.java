package io.winnow.records.avro;

import io.winnow.records.Preview;
import java.nio.ByteBuffer;

/** Small pictures in both forms. */
final class PreviewMapping implements RecordKind.Mapping<Preview, io.winnow.avro.Preview> {
    @Override
    public io.winnow.avro.Preview wire(Preview plain) {
        return new io.winnow.avro.Preview(
                plain.run(),
                plain.stream(),
                plain.epoch(),
                Parts.wire(plain.span()),
                plain.width(),
                plain.height(),
                ByteBuffer.wrap(plain.jpeg()),
                plain.ingestMillis());
    }

    @Override
    public Preview plain(io.winnow.avro.Preview wire) throws RecordFormatException {
        return new Preview(
                wire.getRun(),
                wire.getStream(),
                wire.getEpoch(),
                Parts.plain(wire.getSpan()),
                wire.getWidth(),
                wire.getHeight(),
                Parts.bytes(wire.getJpeg()),
                wire.getIngestMillis());
    }
}
