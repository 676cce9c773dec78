package io.winnow.records.avro;

import io.winnow.records.Axis;
import io.winnow.records.PrunedWindow;

/** Pruned windows in both forms. */
final class PrunedWindowMapping implements RecordKind.Mapping<PrunedWindow, io.winnow.avro.PrunedWindow> {
    @Override
    public io.winnow.avro.PrunedWindow wire(PrunedWindow plain) {
        return io.winnow.avro.PrunedWindow.newBuilder()
                .setOrigin(Parts.wire(plain.origin()))
                .setId(Parts.wire(plain.id()))
                .setComputeDigest(plain.computeDigest())
                .setTokenizer(Parts.wire(plain.tokenizer()))
                .setPruner(plain.pruner())
                .setIndex(plain.index())
                .setSpan(Parts.wire(plain.span()))
                .setFrameSpans(Parts.wireSpans(plain.frameSpans()))
                .setParents(Parts.wireIds(plain.parents()))
                .setGrid(Parts.wire(plain.grid()))
                .setAxis(Parts.wire(plain.axis(), io.winnow.avro.Axis.class))
                .setSeen(plain.seen())
                .setTokens(Parts.wire(plain.tokens()))
                .setFrameIndices(Parts.wireInts(plain.frameIndices()))
                .setCells(Parts.wireInts(plain.cells()))
                .setRanks(Parts.wireInts(plain.ranks()))
                .setChanges(Parts.wireInts(plain.changes()))
                .setPixels(plain.pixels())
                .setTimings(Parts.wire(plain.timings()))
                .setLate(plain.late())
                .setIngestMillis(plain.ingestMillis())
                .build();
    }

    @Override
    public PrunedWindow plain(io.winnow.avro.PrunedWindow wire) throws RecordFormatException {
        return new PrunedWindow(
                Parts.plain(wire.getOrigin()),
                Parts.plain(wire.getId()),
                wire.getComputeDigest(),
                Parts.plain(wire.getTokenizer()),
                wire.getPruner(),
                wire.getIndex(),
                Parts.plain(wire.getSpan()),
                Parts.plainSpans(wire.getFrameSpans()),
                Parts.plainIds(wire.getParents()),
                Parts.plain(wire.getGrid()),
                Parts.plain(wire.getAxis(), Axis.class),
                wire.getSeen(),
                Parts.plainTokens(wire.getTokens()),
                Parts.plainInts(wire.getFrameIndices()),
                Parts.plainInts(wire.getCells()),
                Parts.plainInts(wire.getRanks()),
                Parts.plainInts(wire.getChanges()),
                wire.getPixels(),
                Parts.plain(wire.getTimings()),
                wire.getLate(),
                wire.getIngestMillis());
    }
}
