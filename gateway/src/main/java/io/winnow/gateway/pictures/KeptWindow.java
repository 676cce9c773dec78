package io.winnow.gateway.pictures;

import io.winnow.records.Axis;
import io.winnow.records.BundleRef;
import io.winnow.records.Grid;
import io.winnow.records.Positions;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Span;
import io.winnow.records.Tokens;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Which cells of a window were kept, with the tokens themselves where they are ordered along {@link Axis#PREFIX}: of others no picture can be made.
 *
 * @param epoch of its stream
 * @param tokenizer that made its tokens
 * @param frameSpans one a frame
 * @param grid cells of one token record
 * @param axis along what the tokens are ordered; only those of {@link Axis#SPATIAL} stand in a place of the picture
 * @param pruner name and options of the pruner
 * @param seen tokens before pruning
 * @param frameIndices {@code [kept]} into {@code frameSpans}
 * @param cells {@code [kept]} row-major in the frame
 * @param ranks {@code [kept]} order in which they were picked
 * @param bits of one token
 * @param tokens {@code [kept]}, or none
 */
record KeptWindow(
        long epoch,
        BundleRef tokenizer,
        List<Span> frameSpans,
        Grid grid,
        Axis axis,
        String pruner,
        int seen,
        int[] frameIndices,
        int[] cells,
        int[] ranks,
        int bits,
        Tokens tokens) {
    private static final int HALF_BITS = 16;
    /** Of a token: its frame, cell and rank. */
    private static final int BYTES_EACH = 3 * Integer.BYTES;

    static KeptWindow of(PrunedWindow window) {
        return new KeptWindow(
                window.origin().epoch(),
                window.tokenizer(),
                window.frameSpans(),
                window.grid(),
                window.axis(),
                window.pruner(),
                window.seen(),
                packed(window.frameIndices()),
                packed(window.cells()),
                packed(window.ranks()),
                bits(window.tokens()),
                window.axis() == Axis.PREFIX ? window.tokens() : window.tokens().first(0));
    }

    private static int[] packed(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int bits(Tokens tokens) {
        return tokens instanceof Tokens.Vectors vectors ? HALF_BITS * vectors.width() : ((Tokens.Ids) tokens).bits();
    }

    /** Bytes that it holds, about. */
    long bytes() {
        return tokens.bytes() + (long) BYTES_EACH * cells.length;
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

    private int[] there(int frame) {
        return IntStream.range(0, frameIndices.length)
                .filter(token -> frameIndices[token] == frame)
                .toArray();
    }

    /** The tokens of one of its frames, which stand one behind the other; empty where they are not held, or none was kept. */
    Optional<FrameCode> code(int frame) {
        int[] there = there(frame);
        if (tokens.count() == 0 || there.length == 0) {
            return Optional.empty();
        }
        return Optional.of(new FrameCode(
                epoch,
                frameSpans.get(frame).startMicros(),
                tokenizer,
                tokens.part(there[0], there[0] + there.length),
                Positions.list(IntStream.of(there).map(token -> cells[token]).toArray(), grid.cells())));
    }

    /** What was kept of one of its frames. */
    PictureViews.Kept of(int frame) {
        boolean placed = axis == Axis.SPATIAL;
        int[] there = there(frame);
        return new PictureViews.Kept(
                placed ? grid.rows() : 0,
                placed ? grid.columns() : 0,
                placed ? IntStream.of(there).mapToObj(token -> cells[token]).toList() : List.of(),
                placed || axis == Axis.PREFIX
                        ? IntStream.of(there).mapToObj(token -> ranks[token]).toList()
                        : List.of(),
                there.length,
                (there.length * bits + Byte.SIZE - 1) / Byte.SIZE,
                frameSpans.size(),
                seen,
                cells.length,
                pruner);
    }
}
