package io.winnow.archive;

import io.winnow.records.Axis;
import io.winnow.records.Grid;
import io.winnow.records.Span;
import io.winnow.records.TokenMap;
import io.winnow.records.TokenRecord;
import io.winnow.records.Tokens;
import java.util.Objects;
import java.util.Optional;

/**
 * The tokens of one frame, or of a clip tokenizer's clip of frames.
 *
 * @param seq ordinal of the (first) frame in its epoch
 * @param epoch of a live stream; 0 of files
 * @param span that they stand for
 * @param width of the original picture, pixels; 0 where unknown
 * @param height likewise
 * @param axis along what they are ordered
 * @param grid cells they stand for
 * @param tokens themselves
 * @param positions cell of each; empty means token {@code i} is cell {@code i}
 * @param pivot index of the token with the encoder's largest class attention, or -1
 * @param map token of each cell, for centroids
 * @param quality that was reached, as the tokenizer measures it; NaN where it does not
 */
public record FrameTokens(
        long seq,
        long epoch,
        Span span,
        int width,
        int height,
        Axis axis,
        Grid grid,
        Tokens tokens,
        Optional<Tokens.Ids> positions,
        int pivot,
        Optional<TokenMap> map,
        double quality) {
    public FrameTokens {
        Objects.requireNonNull(span, "span");
        Objects.requireNonNull(axis, "axis");
        Objects.requireNonNull(grid, "grid");
        Objects.requireNonNull(tokens, "tokens");
    }

    /** Those of a record, which does not say what shape its frames have nor what quality was reached. */
    public static FrameTokens of(TokenRecord record) {
        return new FrameTokens(
                record.seq(),
                record.origin().epoch(),
                record.span(),
                0,
                0,
                record.axis(),
                record.grid(),
                record.tokens(),
                record.positions(),
                record.pivot(),
                record.map(),
                Double.NaN);
    }

    /** The same tokens for another frame. */
    public FrameTokens at(long otherSeq, long otherEpoch, Span otherSpan, int otherWidth, int otherHeight) {
        return new FrameTokens(
                otherSeq,
                otherEpoch,
                otherSpan,
                otherWidth,
                otherHeight,
                axis,
                grid,
                tokens,
                positions,
                pivot,
                map,
                quality);
    }

    /** The same tokens for a frame that had others. */
    public FrameTokens inPlaceOf(FrameTokens other) {
        return at(other.seq, other.epoch, other.span, other.width, other.height);
    }
}
