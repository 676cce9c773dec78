package io.winnow.records;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What a pruner keeps of one window. Token {@code i} of {@code tokens} stands in cell {@code cells[i]} of frame {@code frameIndices[i]}; tokens are in time order, then in order of their cells.
 *
 * @param origin its place on the edge
 * @param id hash of run, compute digest and the parents' ids
 * @param computeDigest everything that decides the content, the tokenizer's digest included
 * @param tokenizer the bundle that made the tokens
 * @param pruner name and options of the pruner
 * @param index ordinal of the window in its epoch
 * @param span from the first frame's start to the last frame's end
 * @param frameSpans one a frame of the window
 * @param parents ids of the token records in it
 * @param grid cells of one frame ({@code frames} is that of one token record)
 * @param axis along what the tokens are ordered
 * @param seen tokens before pruning
 * @param tokens those kept
 * @param frameIndices {@code [kept]} into {@code frameSpans}
 * @param cells {@code [kept]} row-major in the frame
 * @param ranks {@code [kept]} order in which the pruner picked them, 0 first: those below r are what a smaller budget of r keeps
 * @param changes {@code [kept]} 1 - cosine between this cell and the same cell a frame before, in 1/255 of its range 0..2
 * @param pixels of the decoded frames, before scaling
 * @param timings work spent so far
 * @param late whether it holds a redriven record of a window already closed
 * @param ingestMillis of its last frame
 */
public record PrunedWindow(
        Origin origin,
        RecordId id,
        String computeDigest,
        BundleRef tokenizer,
        String pruner,
        long index,
        Span span,
        List<Span> frameSpans,
        List<RecordId> parents,
        Grid grid,
        Axis axis,
        int seen,
        Tokens tokens,
        List<Integer> frameIndices,
        List<Integer> cells,
        List<Integer> ranks,
        List<Integer> changes,
        long pixels,
        Timings timings,
        boolean late,
        long ingestMillis)
        implements Element {
    public PrunedWindow {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(id, "id");
        frameSpans = List.copyOf(frameSpans);
        parents = List.copyOf(parents);
        frameIndices = List.copyOf(frameIndices);
        cells = List.copyOf(cells);
        ranks = List.copyOf(ranks);
        changes = List.copyOf(changes);
        int kept = tokens.count();
        if (frameIndices.size() != kept || cells.size() != kept || ranks.size() != kept || changes.size() != kept) {
            throw new IllegalArgumentException("a window that keeps " + kept + " tokens has " + frameIndices.size()
                    + " frame indices, " + cells.size() + " cells, " + ranks.size() + " ranks, " + changes.size()
                    + " changes");
        }
    }

    public PrunedWindow withOrigin(Origin other) {
        return with(other, tokenizer, parents, timings, ingestMillis);
    }

    public PrunedWindow withTokenizer(BundleRef other) {
        return with(origin, other, parents, timings, ingestMillis);
    }

    public PrunedWindow withParents(List<RecordId> others) {
        return with(origin, tokenizer, others, timings, ingestMillis);
    }

    public PrunedWindow withTimings(Timings other) {
        return with(origin, tokenizer, parents, other, ingestMillis);
    }

    public PrunedWindow withIngestMillis(long other) {
        return with(origin, tokenizer, parents, timings, other);
    }

    private PrunedWindow with(
            Origin ofOrigin, BundleRef by, List<RecordId> ofParents, Timings took, long ingestedMillis) {
        return new PrunedWindow(
                ofOrigin,
                id,
                computeDigest,
                by,
                pruner,
                index,
                span,
                frameSpans,
                ofParents,
                grid,
                axis,
                seen,
                tokens,
                frameIndices,
                cells,
                ranks,
                changes,
                pixels,
                took,
                late,
                ingestedMillis);
    }

    /**
     * Only some of the tokens that it keeps.
     *
     * @param places of these tokens, ascending
     */
    public PrunedWindow only(int[] places) {
        return new PrunedWindow(
                origin,
                id,
                computeDigest,
                tokenizer,
                pruner,
                index,
                span,
                frameSpans,
                parents,
                grid,
                axis,
                seen,
                tokens.only(places),
                only(frameIndices, places),
                only(cells, places),
                only(ranks, places),
                only(changes, places),
                pixels,
                timings,
                late,
                ingestMillis);
    }

    private static List<Integer> only(List<Integer> numbers, int[] places) {
        return Arrays.stream(places).mapToObj(numbers::get).toList();
    }
}
