package io.winnow.decode.process;

/** Two pools of decoders: the children of one have no network and read what the parent gives them, those of the other have one and read live addresses. */
public final class DecoderPools implements Decoders {
    /** A live source is never done, so that each has a child of its own. */
    private static final int MOST_LIVE = 256;

    private final DecoderPool given;
    private final DecoderPool live;

    private DecoderPools(DecoderPool given, DecoderPool live) {
        this.given = given;
        this.live = live;
    }

    /**
     * Starts children and waits until they can work. More are started when there is work for them.
     *
     * @param options of both; so many children read what is not live
     * @param inputs that are not live and are soon to be decoded at once
     * @param liveInputs that are soon to be decoded at once
     * @throws DecoderStartException as {@link DecoderPool#open(PoolOptions, int)} does
     */
    public static DecoderPools open(PoolOptions options, int inputs, int liveInputs) throws DecoderStartException {
        Confinement confinement = Confinement.probe();
        PoolOptions many = options.withChildren(MOST_LIVE);
        DecoderPool given = DecoderPool.open(
                options, new ChildMaker(options, confinement, false), liveInputs > 0 ? inputs : Math.max(1, inputs));
        try {
            return new DecoderPools(given, DecoderPool.open(many, new ChildMaker(many, confinement, true), liveInputs));
        } catch (DecoderStartException e) {
            given.close();
            throw e;
        }
    }

    @Override
    public DecodeSession open(DecodeRequest request) {
        return (request.input() instanceof DecodeInput.Live ? live : given).open(request);
    }

    @Override
    public Sandbox sandbox() {
        return given.sandbox();
    }

    @Override
    public void close() {
        given.close();
        live.close();
    }
}
