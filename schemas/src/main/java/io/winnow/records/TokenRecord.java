package io.winnow.records;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a tokenizer emits for one frame or clip.
 *
 * @param origin its place on the edge
 * @param id hash of run, compute digest, stream, epoch and seq
 * @param computeDigest everything that decides the content: bundle, engine, precision, options
 * @param tokenizer the bundle that made it
 * @param span of the frame, or from the first frame's start to the last frame's end
 * @param seq ordinal of the (first) frame in its epoch
 * @param frameSpans one a frame of the clip, in order; a single one for a frame
 * @param axis along what the tokens are ordered
 * @param grid the cells they stand for
 * @param tokens the tokens
 * @param positions cell of each token, in one of the forms of {@link Positions}; empty means token {@code i} is cell {@code i}
 * @param pivot index of the token with the encoder's largest class attention, or -1
 * @param map for {@link Axis#CENTROIDS}, the token of each cell
 * @param pixels width times height of the decoded frames, summed, before scaling
 * @param timings work spent so far
 * @param ingestMillis wall clock when the (last) frame was decoded
 */
public record TokenRecord(
        Origin origin,
        RecordId id,
        String computeDigest,
        BundleRef tokenizer,
        Span span,
        long seq,
        List<Span> frameSpans,
        Axis axis,
        Grid grid,
        Tokens tokens,
        Optional<Tokens.Ids> positions,
        int pivot,
        Optional<TokenMap> map,
        long pixels,
        Timings timings,
        long ingestMillis)
        implements Element {
    public TokenRecord {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(id, "id");
        frameSpans = List.copyOf(frameSpans);
        if (frameSpans.size() != grid.frames()) {
            throw new IllegalArgumentException(frameSpans.size() + " spans for " + grid.frames() + " frames");
        }
        if (pivot < -1 || pivot >= tokens.count()) {
            throw new IllegalArgumentException("pivot " + pivot + " of " + tokens.count() + " tokens");
        }
    }

    /** What the tokens and their places take, all else left out. */
    public int contentBytes() {
        return tokens.bytes()
                + positions.map(Tokens.Ids::bytes).orElse(0)
                + map.map(own -> own.indices().bytes()).orElse(0);
    }

    public TokenRecord withMap(TokenMap other) {
        return with(Optional.of(other), timings, ingestMillis);
    }

    public TokenRecord withTimings(Timings other) {
        return with(map, other, ingestMillis);
    }

    public TokenRecord withIngestMillis(long other) {
        return with(map, timings, other);
    }

    private TokenRecord with(Optional<TokenMap> mapped, Timings took, long ingestedMillis) {
        return new TokenRecord(
                origin,
                id,
                computeDigest,
                tokenizer,
                span,
                seq,
                frameSpans,
                axis,
                grid,
                tokens,
                positions,
                pivot,
                mapped,
                pixels,
                took,
                ingestedMillis);
    }
}
