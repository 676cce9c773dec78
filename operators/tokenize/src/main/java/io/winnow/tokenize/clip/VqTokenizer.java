package io.winnow.tokenize.clip;

import io.winnow.frames.Frame;
import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.ModelException;
import io.winnow.model.batch.BatchListener;
import io.winnow.records.Axis;
import io.winnow.records.Grid;
import io.winnow.records.Tokens;
import io.winnow.tokenize.ClipOptions;
import io.winnow.tokenize.EncodedFrame;
import io.winnow.tokenize.Payload;
import io.winnow.tokenize.TokenSet;
import io.winnow.tokenize.TokenizeOptions;
import io.winnow.tokenize.Tokenizer;
import io.winnow.tokenize.cells.CellsTokenizer;
import io.winnow.tokenize.vqtoken.VqToken;
import io.winnow.tokenize.vqtoken.VqTokens;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A few centroids for a clip, over the vectors of all its cells, or what attention makes of them. Clips are clustered one after the other, beside the encoding of the next. */
public final class VqTokenizer implements Tokenizer {
    private static final long NANOS_PER_MICRO = 1000;

    private final Tokenizer cells;
    private final ClipOptions clip;
    private final VqToken vqToken;
    private final boolean warm;
    private final Optional<Attention> attention;
    private final ExecutorService clustering = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "winnow-vqtoken");
        thread.setDaemon(true);
        return thread;
    });

    private VqTokenizer(Tokenizer cells, TokenizeOptions options, Optional<Attention> attention) {
        this.cells = cells;
        this.clip = options.clip();
        this.vqToken = new VqToken(options.vqtoken());
        this.warm = options.vqtoken().warm();
        this.attention = attention;
    }

    /**
     * Opens it.
     *
     * @throws io.winnow.model.ModelException where the bundle makes no vectors of cells, or was not made for the size
     */
    public static VqTokenizer open(TokenizeOptions options, Bundle bundle, EngineOptions engine) {
        boolean attends = options.attends();
        Bundle encoder = attends ? Attention.encoder(bundle) : bundle;
        Tokenizer cells = CellsTokenizer.open(options.withPayload(Payload.VECTORS), encoder, engine);
        try {
            return new VqTokenizer(
                    cells, options, attends ? Optional.of(Attention.open(bundle, engine)) : Optional.empty());
        } catch (ModelException e) {
            cells.close();
            throw e;
        }
    }

    @Override
    public ClipOptions clip() {
        return clip;
    }

    @Override
    public CompletableFuture<EncodedFrame> encode(Frame frame) {
        return cells.encode(frame);
    }

    @Override
    public CompletableFuture<TokenSet> tokenize(List<EncodedFrame> frames) {
        return CompletableFuture.supplyAsync(() -> clustered(frames, Optional.empty()), clustering);
    }

    @Override
    public boolean carries() {
        return warm;
    }

    @Override
    public CompletableFuture<TokenSet> tokenize(
            List<EncodedFrame> frames, CompletableFuture<Optional<Tokens.Vectors>> before) {
        return before.thenApplyAsync(tokens -> clustered(frames, tokens), clustering);
    }

    private TokenSet clustered(List<EncodedFrame> frames, Optional<Tokens.Vectors> before) {
        long started = System.nanoTime();
        EncodedFrame first = frames.get(0);
        int numbers = first.vectors().length;
        float[] vectors = new float[numbers * frames.size()];
        for (int frame = 0; frame < frames.size(); frame++) {
            System.arraycopy(frames.get(frame).vectors(), 0, vectors, frame * numbers, numbers);
        }
        attention.ifPresent(layer -> layer.require(first.cells()));
        int width = numbers / first.cells();
        VqTokens tokens = before.map(carried -> vqToken.encode(vectors, width, carried))
                .orElseGet(() -> vqToken.encode(vectors, width));
        return new TokenSet(
                Axis.CENTROIDS,
                new Grid(frames.size(), first.rows(), first.columns()),
                attention.map(layer -> layer.tokens(tokens)).orElseGet(tokens::vectors),
                Optional.empty(),
                -1,
                Optional.of(attention
                        .map(layer -> layer.map(frames.size(), tokens.count()))
                        .orElseGet(tokens::map)),
                (System.nanoTime() - started) / NANOS_PER_MICRO);
    }

    @Override
    public void addListener(BatchListener listener) {
        cells.addListener(listener);
    }

    @Override
    public void removeListener(BatchListener listener) {
        cells.removeListener(listener);
    }

    @Override
    public int inflightBatches() {
        return cells.inflightBatches();
    }

    @Override
    public double paddingRatio() {
        return cells.paddingRatio();
    }

    @Override
    public void close() {
        // A clip that is being clustered may still attend: its layer is closed behind it.
        attention.ifPresent(layer -> clustering.execute(layer::close));
        clustering.shutdown();
        cells.close();
    }
}
