package io.winnow.records.avro;

import io.winnow.avro.PackedInts;
import io.winnow.records.Axis;
import io.winnow.records.TokenMap;
import io.winnow.records.TokenRecord;
import java.util.Optional;

/** Token records in both forms. */
final class TokenRecordMapping implements RecordKind.Mapping<TokenRecord, io.winnow.avro.TokenRecord> {
    @Override
    public io.winnow.avro.TokenRecord wire(TokenRecord plain) {
        return io.winnow.avro.TokenRecord.newBuilder()
                .setOrigin(Parts.wire(plain.origin()))
                .setId(Parts.wire(plain.id()))
                .setComputeDigest(plain.computeDigest())
                .setTokenizer(Parts.wire(plain.tokenizer()))
                .setSpan(Parts.wire(plain.span()))
                .setSeq(plain.seq())
                .setFrameSpans(Parts.wireSpans(plain.frameSpans()))
                .setAxis(Parts.wire(plain.axis(), io.winnow.avro.Axis.class))
                .setGrid(Parts.wire(plain.grid()))
                .setTokens(Parts.wire(plain.tokens()))
                .setPositions(plain.positions().<PackedInts>map(Parts::wire).orElse(null))
                .setPivot(plain.pivot())
                .setMap(plain.map().map(map -> Parts.wire(map.indices())).orElse(null))
                .setPixels(plain.pixels())
                .setTimings(Parts.wire(plain.timings()))
                .setIngestMillis(plain.ingestMillis())
                .build();
    }

    @Override
    public TokenRecord plain(io.winnow.avro.TokenRecord wire) throws RecordFormatException {
        return new TokenRecord(
                Parts.plain(wire.getOrigin()),
                Parts.plain(wire.getId()),
                wire.getComputeDigest(),
                Parts.plain(wire.getTokenizer()),
                Parts.plain(wire.getSpan()),
                wire.getSeq(),
                Parts.plainSpans(wire.getFrameSpans()),
                Parts.plain(wire.getAxis(), Axis.class),
                Parts.plain(wire.getGrid()),
                Parts.plainTokens(wire.getTokens()),
                Optional.ofNullable(wire.getPositions()).map(Parts::plain),
                wire.getPivot(),
                Optional.ofNullable(wire.getMap()).map(Parts::plain).map(TokenMap::new),
                wire.getPixels(),
                Parts.plain(wire.getTimings()),
                wire.getIngestMillis());
    }
}
