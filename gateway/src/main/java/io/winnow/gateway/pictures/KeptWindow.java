package io.winnow.gateway.pictures;

import io.winnow.records.Axis;
import io.winnow.records.Grid;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Span;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Which cells of a window were kept, without the tokens themselves.
 *
 * @param epoch of its stream
 * @param frameSpans one a frame
 * @param grid cells of one token record
 * @param axis along what the tokens are ordered; only those of {@link Axis#SPATIAL} stand in a place of the picture
 * @param pruner name and options of the pruner
 * @param seen tokens before pruning
 * @param frameIndices {@code [kept]} into {@code frameSpans}
 * @param cells {@code [kept]} row-major in the frame
 * @param ranks {@code [kept]} order in which they were picked
 */
record KeptWindow(
        long epoch,
        List<Span> frameSpans,
        Grid grid,
        Axis axis,
        String pruner,
        int seen,
        List<Integer> frameIndices,
        List<Integer> cells,
        List<Integer> ranks) {

    static KeptWindow of(PrunedWindow window) {
        return new KeptWindow(
                window.origin().epoch(),
                window.frameSpans(),
                window.grid(),
                window.axis(),
                window.pruner(),
                window.seen(),
                window.frameIndices(),
                window.cells(),
                window.ranks());
    }

    /** Which of its frames begins where a picture's does. */
    OptionalInt frame(long pictureEpoch, Span picture) {
        if (pictureEpoch != epoch) {
            return OptionalInt.empty();
        }
        return IntStream.range(0, frameSpans.size())
                .filter(frame -> frameSpans.get(frame).startMicros() == picture.startMicros()
                        && frameSpans.get(frame).clock() == picture.clock())
                .findFirst();
    }

    /** What was kept of one of its frames. */
    PictureViews.Kept of(int frame) {
        boolean placed = axis == Axis.SPATIAL;
        int[] there = IntStream.range(0, frameIndices.size())
                .filter(token -> frameIndices.get(token) == frame)
                .toArray();
        return new PictureViews.Kept(
                placed ? grid.rows() : 0,
                placed ? grid.columns() : 0,
                placed ? IntStream.of(there).mapToObj(cells::get).toList() : List.of(),
                placed ? IntStream.of(there).mapToObj(ranks::get).toList() : List.of(),
                there.length,
                frameSpans.size(),
                seen,
                cells.size(),
                pruner);
    }
}
