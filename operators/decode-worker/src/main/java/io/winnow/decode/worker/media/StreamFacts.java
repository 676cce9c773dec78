package io.winnow.decode.worker.media;

/**
 * What is known of the stream that is decoded.
 *
 * @param width of upright pictures
 * @param height likewise
 * @param codec FFmpeg's name
 * @param container FFmpeg's name
 * @param pixelFormat FFmpeg's name
 * @param rotation clockwise degrees by which pictures are turned upright
 * @param aspectNumerator sample aspect ratio, 0 where unknown
 * @param aspectDenominator likewise
 * @param framesPerSecond average, 0 where unknown
 * @param lengthMicros 0 where unknown
 * @param ageMicros how long ago a live stream began to come; 0 for a file
 */
public record StreamFacts(
        int width,
        int height,
        String codec,
        String container,
        String pixelFormat,
        int rotation,
        int aspectNumerator,
        int aspectDenominator,
        double framesPerSecond,
        long lengthMicros,
        long ageMicros) {}
