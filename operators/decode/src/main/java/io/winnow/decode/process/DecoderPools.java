package io.winnow.decode.process;

import io.winnow.decode.PieceTopics;
import java.util.ArrayList;
import java.util.List;

/**
 * Three pools of decoders. The children of one read files and what is read like them, some after the others. Those of the other two read one source each for as long as it lasts: of one, with a network,
 * addresses that they open themselves; of the other, without, what the parent reads for them: playlists that go on, pieces of topics, and files that grow.
 */
public final class DecoderPools implements Decoders {
    /** Each has a child of its own. */
    private static final int MOST_LIVE = 256;

    private final DecoderPool files;
    private final DecoderPool opened;
    private final DecoderPool kept;
    private final PieceTopics.Client topics;

    private DecoderPools(DecoderPool files, DecoderPool opened, DecoderPool kept, PieceTopics.Client topics) {
        this.files = files;
        this.opened = opened;
        this.kept = kept;
        this.topics = topics;
    }

    /**
     * Starts children and waits until they can work. More are started when there is work for them.
     *
     * @param options of all; so many children read what is not live
     * @param read inputs of the first pool that are soon to be decoded at once
     * @param opens those of the second
     * @param lasts those of the third
     * @param topics for topics' pieces; closed with the pools, or where they cannot be opened
     * @throws DecoderStartException as {@link DecoderPool#open(PoolOptions, int)} does
     */
    public static DecoderPools open(PoolOptions options, int read, int opens, int lasts, PieceTopics.Client topics)
            throws DecoderStartException {
        Origins origins = new Origins(new WebClient(), options.allowed(), topics);
        Confinement confinement = Confinement.probe();
        PoolOptions many = options.withChildren(MOST_LIVE);
        ChildMaker confined = new ChildMaker(options, confinement, false);
        DecoderPool.warn(confined.sandbox());
        List<DecoderPool> pools = new ArrayList<>();
        try {
            pools.add(DecoderPool.open(options, confined, origins, opens + lasts > 0 ? read : Math.max(1, read)));
            pools.add(DecoderPool.open(many, new ChildMaker(many, confinement, true), origins, opens));
            pools.add(DecoderPool.open(many, new ChildMaker(many, confinement, false), origins, lasts));
            return new DecoderPools(pools.get(0), pools.get(1), pools.get(2), topics);
        } catch (DecoderStartException e) {
            pools.forEach(DecoderPool::close);
            topics.close();
            throw e;
        }
    }

    @Override
    public DecodeSession open(DecodeRequest request) {
        return pool(request.input()).open(request);
    }

    private DecoderPool pool(DecodeInput input) {
        if (input.opensItself()) {
            return opened;
        }
        return input.lasting() ? kept : files;
    }

    @Override
    public Sandbox sandbox() {
        return files.sandbox();
    }

    @Override
    public void close() {
        files.close();
        opened.close();
        kept.close();
        topics.close();
    }
}
