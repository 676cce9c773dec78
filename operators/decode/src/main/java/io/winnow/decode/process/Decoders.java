package io.winnow.decode.process;

/** Whoever can decode. Made by {@code DecoderPool.open(PoolOptions)}. */
public interface Decoders extends AutoCloseable {

    /** Begins to decode; waits for nothing. Where no child is free the session begins when one is, in the order of the calls. */
    DecodeSession open(DecodeRequest request);

    /** What confines the children. */
    Sandbox sandbox();

    /** Ends all sessions and children. */
    @Override
    void close();
}
