package io.winnow.gateway.pictures;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the page gets as JSON of a stream's pictures. Fields may be added, never removed or retyped. */
public final class PictureViews {
    private PictureViews() {}

    /**
     * What a stream shows.
     *
     * @param stream its id
     * @param newest its newest picture
     * @param pruned the newest picture whose window has been pruned; absent before there is one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Shown(
            String stream, Picture newest, @Nullable Pruned pruned) {}

    /**
     * A picture, by what {@code GET /api/picture} finds it by.
     *
     * @param epoch of its stream
     * @param atMicros where its frame starts
     * @param clock of {@code atMicros}
     * @param width in pixels
     * @param height in pixels
     * @param madeMillis wall clock when its frame was decoded
     */
    public record Picture(long epoch, long atMicros, String clock, int width, int height, long madeMillis) {}

    /**
     * A picture and what was kept of its frame.
     *
     * @param picture of the frame
     * @param kept of it
     * @param decodes whether a picture can be made of what was kept
     */
    public record Pruned(Picture picture, Kept kept, boolean decodes) {}

    /**
     * What was kept of a frame.
     *
     * @param rows of cells that the frame is cut into; 0 where tokens stand for no place in it
     * @param columns of cells
     * @param cells those kept, row-major
     * @param ranks of the tokens kept of this frame, among all tokens of the window: those below r are what a budget of r keeps; none of tokens that are neither of a place nor in an order
     * @param here tokens kept of this frame
     * @param bytes that these take, without their places
     * @param frames of the window
     * @param seen tokens of the window before pruning
     * @param all tokens kept of the window
     * @param pruner name and options of the pruner
     */
    public record Kept(
            int rows,
            int columns,
            List<Integer> cells,
            List<Integer> ranks,
            int here,
            int bytes,
            int frames,
            int seen,
            int all,
            String pruner) {}
}
