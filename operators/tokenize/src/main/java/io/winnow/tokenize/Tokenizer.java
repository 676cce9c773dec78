package io.winnow.tokenize;

import io.winnow.frames.Frame;
import io.winnow.model.batch.BatchListener;
import io.winnow.records.Tokens;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Turns frames into visual tokens in two steps: each frame is encoded as it comes, in batches with frames of other streams, so that its pixels are given back soon; then the frames of a record become
 * tokens. An image tokenizer's records have one frame, a clip tokenizer's many. The result does not depend on the batches. Safe for use by several threads.
 */
public interface Tokenizer extends AutoCloseable {

    /** Where a stream is cut into records. */
    ClipOptions clip();

    /**
     * Encodes a frame and releases it, whatever becomes of it.
     *
     * @return completed on another thread; fails for a frame that cannot be encoded
     */
    CompletableFuture<EncodedFrame> encode(Frame frame);

    /**
     * Makes the tokens of one record.
     *
     * @param frames of the record, in order, at least one
     * @return completed on this or another thread
     */
    CompletableFuture<TokenSet> tokenize(List<EncodedFrame> frames);

    /** Whether a record goes on from the one before it of the same stream and epoch. */
    default boolean carries() {
        return false;
    }

    /**
     * Makes the tokens of a record that follows another.
     *
     * @param frames of the record, in order, at least one
     * @param before the tokens of the record before, or nothing at the beginning of an epoch; never fails
     * @return completed on this or another thread
     */
    default CompletableFuture<TokenSet> tokenize(
            List<EncodedFrame> frames, CompletableFuture<Optional<Tokens.Vectors>> before) {
        return tokenize(frames);
    }

    /** Lets someone hear of every batch of frames from now on, whoever's they are. */
    void addListener(BatchListener listener);

    void removeListener(BatchListener listener);

    /** Batches of frames being computed. */
    int inflightBatches();

    /** Share of the computed tokens that is padding. */
    double paddingRatio();

    /** Gives up this use of the bundle; the last one in the process ends the workers. */
    @Override
    void close();
}
