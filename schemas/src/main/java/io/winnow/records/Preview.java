package io.winnow.records;

import java.util.Arrays;
import java.util.Objects;

/**
 * A small picture of a frame, for readers that look at pictures and for people who watch the page. At most one a second of a stream is made.
 *
 * @param run the run that decoded the frame
 * @param stream it belongs to
 * @param epoch which uninterrupted stretch of the stream
 * @param span of the frame
 * @param width in which it is to be shown, in pixels; the JPEG may have fewer columns
 * @param height in which it is to be shown, in pixels; the JPEG may have fewer rows
 * @param jpeg the picture, at most {@link #LARGEST_BYTES}
 * @param ingestMillis wall clock when the frame was decoded
 */
public record Preview(
        String run, String stream, long epoch, Span span, int width, int height, byte[] jpeg, long ingestMillis)
        implements ReadElement {
    /** Bytes of the largest picture. */
    public static final int LARGEST_BYTES = 16 * 1024;

    public Preview {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(span, "span");
        if (width < 1 || height < 1 || jpeg.length == 0 || jpeg.length > LARGEST_BYTES) {
            throw new IllegalArgumentException("a preview of " + width + " x " + height + " pixels in " + jpeg.length
                    + " bytes; it has 1 to " + LARGEST_BYTES);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Preview that
                && run.equals(that.run)
                && stream.equals(that.stream)
                && epoch == that.epoch
                && span.equals(that.span)
                && width == that.width
                && height == that.height
                && Arrays.equals(jpeg, that.jpeg)
                && ingestMillis == that.ingestMillis;
    }

    @Override
    public int hashCode() {
        return Objects.hash(stream, epoch, span);
    }
}
