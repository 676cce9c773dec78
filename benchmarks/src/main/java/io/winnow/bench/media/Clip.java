package io.winnow.bench.media;

import java.nio.file.Path;

/**
 * A generated video.
 *
 * @param file of it
 * @param width in pixels
 * @param height in pixels
 * @param framesPerSecond constant
 * @param frames in all
 */
public record Clip(Path file, int width, int height, int framesPerSecond, int frames) {

    /** As in {@code 1280x720}. */
    public String size() {
        return width + "x" + height;
    }
}
