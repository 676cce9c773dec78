package io.winnow.tokenize.preview;

import io.winnow.records.Describe;
import java.io.Serializable;
import java.time.Duration;

/**
 * Which small pictures are made, where any are wanted.
 *
 * @param every at least so long between two of a stream
 * @param edge longest edge in pixels
 * @param topic whether the page is to have them
 */
public record PreviewOptions(
        @Describe(
                key = "previews.every",
                text =
                        "Time between two pictures of a stream, by its own clock, at least 1 s. Where no reader looks at them, a quarter of it passes by the wall's clock too, but for a stream's first 16.")
        Duration every,

        @Describe(
                key = "previews.edge",
                text = "Longest edge of a picture in pixels. A picture is at most 16 KiB, whatever it takes.")
        int edge,

        @Describe(
                key = "previews.topic",
                text =
                        "Whether pictures are made for the page too, and put on the topic previews, where they are kept for ten minutes.",
                content = false)
        boolean topic)
        implements Serializable {
    private static final int SMALLEST = 32;
    private static final int LARGEST = 1024;

    public PreviewOptions {
        if (every.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("previews.every is at least 1 s");
        }
        if (edge < SMALLEST || edge > LARGEST) {
            throw new IllegalArgumentException("previews.edge is " + SMALLEST + " to " + LARGEST + " pixels");
        }
    }

    public static PreviewOptions defaults() {
        return new PreviewOptions(Duration.ofSeconds(1), 448, true);
    }
}
