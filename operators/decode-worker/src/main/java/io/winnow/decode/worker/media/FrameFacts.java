package io.winnow.decode.worker.media;

/**
 * What is known of a decoded frame.
 *
 * @param seq ordinal among decoded frames
 * @param startMicros since the start of the media
 * @param endMicros likewise
 * @param key whether it can be decoded alone
 * @param keySeq seq of the newest frame that could
 * @param keyTicks and its timestamp in the stream's time base, {@link Long#MIN_VALUE} where it has none
 * @param errors so far
 * @param skipped packets that the choice did not decode, so far
 * @param late packets of a live stream that had waited too long to be decoded, so far
 * @param receivedNanos when its packet came, by {@link System#nanoTime}; 0 for a file
 * @param decodeMicros work since the last frame given out
 * @param orientation how it is turned upright
 */
public record FrameFacts(
        long seq,
        long startMicros,
        long endMicros,
        boolean key,
        long keySeq,
        long keyTicks,
        long errors,
        long skipped,
        long late,
        long receivedNanos,
        long decodeMicros,
        Orientation orientation) {}
