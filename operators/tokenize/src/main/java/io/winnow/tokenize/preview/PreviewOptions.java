package io.winnow.tokenize.preview;

import io.winnow.records.Describe;
import java.io.Serializable;
import java.time.Duration;

/**
 * Which small pictures are made, where any are wanted.
 *
 * @param every at least so long between two of a stream
 * @param edge longest edge in pixels
 */
public record PreviewOptions(
        @Describe(
                key = "previews.every",
                text =
                        "Time between two pictures of a stream, at least 1 s. Pictures are made only where a reader looks at them.")
        Duration every,

        @Describe(
                key = "previews.edge",
                text = "Longest edge of a picture in pixels. A picture is at most 16 KiB, whatever it takes.")
        int edge)
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
        return new PreviewOptions(Duration.ofSeconds(1), 448);
    }
}
