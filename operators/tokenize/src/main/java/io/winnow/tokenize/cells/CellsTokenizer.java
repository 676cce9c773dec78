package io.winnow.tokenize.cells;

import io.winnow.frames.Frame;
import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.Shared;
import io.winnow.model.batch.BatchItem;
import io.winnow.model.batch.BatchListener;
import io.winnow.model.batch.Batcher;
import io.winnow.model.batch.BatcherOptions;
import io.winnow.records.Axis;
import io.winnow.records.Grid;
import io.winnow.records.Halves;
import io.winnow.records.Positions;
import io.winnow.records.Tokens;
import io.winnow.tokenize.ClipOptions;
import io.winnow.tokenize.EncodedFrame;
import io.winnow.tokenize.Payload;
import io.winnow.tokenize.TokenSet;
import io.winnow.tokenize.TokenizeOptions;
import io.winnow.tokenize.Tokenizer;
import io.winnow.tokenize.TokenizerSystem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One token for each cell of a frame, or for each that the bundle's selector keeps. Everyone in the process who tokenizes with the same bundle alike fills the same batches. */
public final class CellsTokenizer implements Tokenizer {
    private static final Shared<Key, Batcher<Frame, EncodedFrame>> BATCHERS = new Shared<>();

    private final CellsShape shape;
    private final Shared<Key, Batcher<Frame, EncodedFrame>>.Lease batcher;

    /** Who shares batches. */
    private record Key(String digest, int size, Payload payload, int batch, Duration linger, EngineOptions engine) {}

    private CellsTokenizer(CellsShape shape, Shared<Key, Batcher<Frame, EncodedFrame>>.Lease batcher) {
        this.shape = shape;
        this.batcher = batcher;
    }

    /**
     * Opens it.
     *
     * @throws io.winnow.model.ModelException where the bundle makes no cells, selects some and the system does not, or was not made for the size
     */
    public static CellsTokenizer open(TokenizeOptions options, Bundle bundle, EngineOptions engine) {
        CellsShape shape = CellsShape.of(bundle, options.size());
        if (shape.selective() != (options.system() == TokenizerSystem.LAVIT)) {
            throw CellsShape.refusal(
                    bundle,
                    shape.selective()
                            ? "selects cells, which tokenize.system lavit is for"
                            : "keeps every cell, so that tokenize.system cannot be lavit");
        }
        Key key =
                new Key(bundle.digest(), options.size(), options.payload(), options.batch(), options.linger(), engine);
        return new CellsTokenizer(shape, BATCHERS.lease(key, any -> batcher(options, bundle, engine, shape)));
    }

    private static Batcher<Frame, EncodedFrame> batcher(
            TokenizeOptions options, Bundle bundle, EngineOptions engine, CellsShape shape) {
        BatcherOptions batches = BatcherOptions.ofItems(options.batch(), options.linger(), engine.callersHere());
        boolean ids = options.payload() == Payload.IDS;
        return new Batcher<>(
                "winnow-" + bundle.manifest().name(),
                batches,
                () -> new CellsEncoder(
                        CellsGraph.open(bundle, engine, shape, options.batch()), shape, ids, options.batch()));
    }

    @Override
    public ClipOptions clip() {
        return ClipOptions.singleFrames();
    }

    @Override
    public CompletableFuture<EncodedFrame> encode(Frame frame) {
        String kind = frame.width() + "x" + frame.height();
        return batcher.value()
                .submit(new BatchItem<>(frame.stream(), kind, shape.cells(), frame))
                .whenComplete((encoded, failure) -> frame.release());
    }

    @Override
    public CompletableFuture<TokenSet> tokenize(List<EncodedFrame> frames) {
        EncodedFrame frame = frames.get(0);
        Tokens tokens = frame.vectors().length == 0
                ? Tokens.Ids.pack(frame.ids(), shape.bits())
                : new Tokens.Vectors(frame.tokens(), shape.width(), Halves.pack(frame.vectors()));
        Grid grid = new Grid(1, frame.rows(), frame.columns());
        return CompletableFuture.completedFuture(
                new TokenSet(Axis.SPATIAL, grid, tokens, positions(frame), -1, Optional.empty(), 0));
    }

    private static Optional<Tokens.Ids> positions(EncodedFrame frame) {
        return frame.kept().length == 0 ? Optional.empty() : Optional.of(Positions.list(frame.kept(), frame.cells()));
    }

    @Override
    public void addListener(BatchListener listener) {
        batcher.value().addListener(listener);
    }

    @Override
    public void removeListener(BatchListener listener) {
        batcher.value().removeListener(listener);
    }

    @Override
    public int inflightBatches() {
        return batcher.value().inflightBatches();
    }

    @Override
    public double paddingRatio() {
        return batcher.value().paddingRatio();
    }

    @Override
    public void close() {
        batcher.close();
    }
}
