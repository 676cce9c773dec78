package io.winnow.tokenize.prefix;

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
import io.winnow.tokenize.PrefixOptions;
import io.winnow.tokenize.PrefixRules;
import io.winnow.tokenize.TokenSet;
import io.winnow.tokenize.TokenizeOptions;
import io.winnow.tokenize.Tokenizer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Tokens of which each refines the ones before it. One-D-Piece (Miwa et al., 2025) makes as many as it has slots, of which any prefix is a picture: as many are kept as are asked for. KARL (Duggal et al.,
 * 2025) is told how far the picture may be off, and keeps those slots that it takes, in one pass. Everyone in the process who tokenizes with the same bundle fills the same batches, whatever they wish.
 */
public final class PrefixTokenizer implements Tokenizer {
    private static final Shared<Key, Batcher<Wish, EncodedFrame>> BATCHERS = new Shared<>();

    private final PrefixShape shape;
    private final PrefixOptions wanted;
    private final boolean all;
    private final Shared<Key, Batcher<Wish, EncodedFrame>>.Lease batcher;

    /** Who shares batches. */
    private record Key(String digest, int size, int batch, Duration linger, EngineOptions engine) {}

    private PrefixTokenizer(
            PrefixShape shape,
            PrefixOptions wanted,
            boolean all,
            Shared<Key, Batcher<Wish, EncodedFrame>>.Lease batcher) {
        this.shape = shape;
        this.wanted = wanted;
        this.all = all;
        this.batcher = batcher;
    }

    /**
     * Opens it.
     *
     * @throws io.winnow.model.ModelException where the bundle makes no such tokens, was not made for the size, or cannot do what is wished
     */
    public static PrefixTokenizer open(TokenizeOptions options, Bundle bundle, EngineOptions engine) {
        return open(options, bundle, engine, false);
    }

    /**
     * Opens one that keeps every token within its budget, also those that KARL takes for needless: what the wished quality costs can be seen beside it.
     *
     * @throws io.winnow.model.ModelException as {@link #open}
     */
    public static PrefixTokenizer ofAll(TokenizeOptions options, Bundle bundle, EngineOptions engine) {
        return open(options, bundle, engine, true);
    }

    private static PrefixTokenizer open(TokenizeOptions options, Bundle bundle, EngineOptions engine, boolean all) {
        PrefixShape shape = PrefixShape.of(bundle, options.size());
        PrefixRules.problem(options, bundle.manifest()).ifPresent(problem -> {
            throw PrefixShape.refusal(bundle, problem.what());
        });
        Key key = new Key(bundle.digest(), options.size(), options.batch(), options.linger(), engine);
        return new PrefixTokenizer(
                shape, options.prefix(), all, BATCHERS.lease(key, any -> batcher(options, bundle, engine, shape)));
    }

    private static Batcher<Wish, EncodedFrame> batcher(
            TokenizeOptions options, Bundle bundle, EngineOptions engine, PrefixShape shape) {
        BatcherOptions batches = BatcherOptions.ofItems(options.batch(), options.linger(), engine.callersHere());
        return new Batcher<>(
                "winnow-" + bundle.manifest().name(),
                batches,
                () -> new PrefixEncoder(bundle.graph(PrefixShape.ENCODE, engine), shape, options.batch()));
    }

    @Override
    public ClipOptions clip() {
        return ClipOptions.singleFrames();
    }

    @Override
    public CompletableFuture<EncodedFrame> encode(Frame frame) {
        Wish wish = new Wish(frame, wanted.error(), wanted.tokensOf(shape.slots()), all);
        String kind = frame.width() + "x" + frame.height();
        return batcher.value()
                .submit(new BatchItem<>(frame.stream(), kind, shape.slots(), wish))
                .whenComplete((encoded, failure) -> frame.release());
    }

    @Override
    public CompletableFuture<TokenSet> tokenize(List<EncodedFrame> frames) {
        EncodedFrame frame = frames.get(0);
        Tokens tokens = shape.ofVectors()
                ? new Tokens.Vectors(frame.columns(), shape.width(), Halves.pack(frame.vectors()))
                : Tokens.Ids.pack(frame.ids(), shape.bits());
        return CompletableFuture.completedFuture(new TokenSet(
                Axis.PREFIX, new Grid(1, 1, shape.slots()), tokens, positions(frame.kept()), -1, Optional.empty(), 0));
    }

    /** Where the kept tokens are the first ones, their count says all. */
    private Optional<Tokens.Ids> positions(int[] kept) {
        return kept.length == 0 || kept[kept.length - 1] == kept.length - 1
                ? Optional.empty()
                : Optional.of(Positions.bitmap(kept, shape.slots()));
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
