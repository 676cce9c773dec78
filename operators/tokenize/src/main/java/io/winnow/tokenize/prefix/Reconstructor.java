package io.winnow.tokenize.prefix;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.Manifest;
import io.winnow.model.Shared;
import io.winnow.model.batch.BatchItem;
import io.winnow.model.batch.Batcher;
import io.winnow.model.batch.BatcherOptions;
import io.winnow.records.Halves;
import io.winnow.records.Positions;
import io.winnow.records.Tokens;
import io.winnow.tokenize.RgbPicture;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Pictures of ordered tokens: what a tokenizer of frames took apart, or a prefix of it. Everyone in the process who uses the same bundle fills the same batches. Safe for use by several threads. */
public final class Reconstructor implements AutoCloseable {
    private static final Shared<Key, Batcher<PrefixCode, RgbPicture>> BATCHERS = new Shared<>();
    private static final Duration LINGER = Duration.ofMillis(5);

    private final Bundle bundle;
    private final PrefixShape shape;
    private final Shared<Key, Batcher<PrefixCode, RgbPicture>>.Lease batcher;

    /** Who shares batches. */
    private record Key(String digest, int batch, EngineOptions engine) {}

    private Reconstructor(
            Bundle bundle, PrefixShape shape, Shared<Key, Batcher<PrefixCode, RgbPicture>>.Lease batcher) {
        this.bundle = bundle;
        this.shape = shape;
        this.batcher = batcher;
    }

    /** Whether tokens of a bundle can be made pictures again. */
    public static boolean serves(Manifest manifest) {
        return Optional.ofNullable(manifest.graphs().get(PrefixShape.DECODE))
                .filter(decode ->
                        decode.outputs().stream().anyMatch(port -> port.name().equals(PrefixShape.IMAGES)))
                .isPresent();
    }

    /**
     * Opens it.
     *
     * @param batch most pictures that are computed together
     * @throws io.winnow.model.ModelException where the bundle makes no ordered tokens, or no pictures of them
     */
    public static Reconstructor open(Bundle bundle, int batch, EngineOptions engine) {
        if (!serves(bundle.manifest())) {
            throw PrefixShape.refusal(bundle, "makes no pictures of tokens");
        }
        int size = bundle.manifest()
                .input()
                .map(input -> Collections.max(input.sizes()))
                .orElse(0);
        PrefixShape shape = PrefixShape.of(bundle, size);
        Key key = new Key(bundle.digest(), batch, engine);
        BatcherOptions batches = BatcherOptions.ofItems(batch, LINGER, engine.callersHere());
        return new Reconstructor(
                bundle,
                shape,
                BATCHERS.lease(
                        key,
                        any -> new Batcher<>(
                                "winnow-" + bundle.manifest().name() + "-pictures",
                                batches,
                                () -> new PrefixDecoder(bundle.graph(PrefixShape.DECODE, engine), shape, batch))));
    }

    /** Most tokens of a picture. */
    public int slots() {
        return shape.slots();
    }

    /** Whether a picture's tokens are a choice of its slots, as KARL's are, and not the first of them. */
    public boolean selective() {
        return shape.selective();
    }

    /** Edge of its pictures, in pixels. */
    public int size() {
        return shape.size();
    }

    /**
     * The picture of tokens.
     *
     * @param stream whose they are; streams take turns
     * @param tokens at least one
     * @param positions slot of each; empty means token {@code i} is in slot {@code i}
     * @return completed on another thread
     * @throws IllegalArgumentException where these are no tokens of the bundle
     */
    public CompletableFuture<RgbPicture> picture(String stream, Tokens tokens, Optional<Tokens.Ids> positions) {
        int[] slots = positions
                .map(Positions::cells)
                .orElseGet(() -> IntStream.range(0, tokens.count()).toArray());
        PrefixCode code = code(tokens, slots);
        int length = shape.selective() ? shape.slots() : slots.length;
        return batcher.value().submit(new BatchItem<>(stream, "", length, code));
    }

    private PrefixCode code(Tokens tokens, int[] slots) {
        require(slots.length == tokens.count(), tokens.count() + " tokens have " + slots.length + " places");
        require(slots.length > 0, "there are no tokens");
        require(
                slots.length <= shape.slots(),
                "there are " + slots.length + " tokens, and there are " + shape.slots() + " slots");
        require(ascending(slots) && slots[slots.length - 1] < shape.slots(), "tokens stand in no ascending slots");
        require(shape.selective() || slots[slots.length - 1] == slots.length - 1, "tokens are no prefix");
        if (tokens instanceof Tokens.Ids packed) {
            int[] ids = packed.unpack();
            require(!shape.ofVectors(), "tokens are ids");
            IntStream.of(ids).forEach(id -> require(id < shape.codes(), "the id " + id + " names no code"));
            return new PrefixCode(ids, new float[0], slots);
        }
        Tokens.Vectors vectors = (Tokens.Vectors) tokens;
        require(shape.ofVectors() && vectors.width() == shape.width(), "tokens are vectors of " + vectors.width());
        return new PrefixCode(new int[0], Halves.unpack(vectors.halves()), slots);
    }

    private void require(boolean holds, String wrong) {
        if (!holds) {
            throw new IllegalArgumentException("what is given is nothing that the bundle "
                    + bundle.manifest().name() + " made: " + wrong);
        }
    }

    private static boolean ascending(int[] slots) {
        return IntStream.range(1, slots.length).allMatch(i -> slots[i] > slots[i - 1]);
    }

    @Override
    public void close() {
        batcher.close();
    }
}
