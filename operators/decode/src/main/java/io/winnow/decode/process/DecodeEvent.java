package io.winnow.decode.process;

/** What a session tells, in the order of the input. The last is an {@link End} or a {@link Failure}. All times are microseconds since the start of the media, which for a live address is where it was joined. */
public sealed interface DecodeEvent {

    /**
     * What is decoded. Told before the first picture, and again when the size of the pictures changes.
     *
     * @param width of the upright picture before scaling, pixels
     * @param height likewise
     * @param codec FFmpeg's name of the decoder's codec
     * @param container FFmpeg's name of the demuxer
     * @param pixelFormat FFmpeg's name
     * @param rotation clockwise degrees by which pictures were turned upright
     * @param aspectNumerator sample aspect ratio, 0 where unknown
     * @param aspectDenominator likewise
     * @param framesPerSecond average that the container states, 0 where unknown
     * @param lengthMicros that the container states, 0 where unknown
     * @param ageMicros how long ago a live stream began to come, where its clock begins; 0 for what is not live
     */
    record Format(
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
            long ageMicros)
            implements DecodeEvent {}

    /**
     * A picture, upright, RGB, scaled to the size asked for, transparent parts on white.
     *
     * @param seq its ordinal among decoded frames
     * @param startMicros when it is shown
     * @param endMicros when it is no longer shown; from its duration or the frame rate
     * @param sourceWidth of the upright picture before scaling
     * @param sourceHeight likewise
     * @param key whether it can be decoded alone
     * @param resume where to go on after this picture
     * @param errors so far
     * @param skipped packets that the sampling did not decode, so far
     * @param late packets of a live address that had waited too long to be decoded, so far
     * @param ageMicros how long ago its packet came from a live address when this was told; 0 for what is not live
     * @param decodeMicros work of the decoder since the picture before
     * @param pixels lent until released
     */
    record Picture(
            long seq,
            long startMicros,
            long endMicros,
            int sourceWidth,
            int sourceHeight,
            boolean key,
            ResumePoint resume,
            long errors,
            long skipped,
            long late,
            long ageMicros,
            long decodeMicros,
            PixelSlot pixels)
            implements DecodeEvent {}

    /**
     * Pictures of a live address that nobody took in time, or before a newer one was there.
     *
     * @param last of them, whose pixels are given back
     * @param pictures how many, those that were not sampled between them not among them
     */
    record Superseded(Picture last, long pictures) implements DecodeEvent {}

    /**
     * What a live address did not bring before what follows.
     *
     * @param missing frames, by their timestamps and the usual step between them
     * @param jumped whether its clock ran back, or ahead by more than can be called missing
     */
    record Gap(long missing, boolean jumped) implements DecodeEvent {}

    /**
     * No frame of a live address was sampled for a while.
     *
     * @param decoded frames so far
     * @param skipped packets that the sampling did not decode, so far
     * @param late packets that had waited too long to be decoded, so far
     */
    record Passed(long decoded, long skipped, long late) implements DecodeEvent {}

    /**
     * What time the source of a live address has, by its own word. Told once it says so, and again when that has changed.
     *
     * @param aheadMicros by which its clock is ahead of this machine's
     */
    record StatedClock(long aheadMicros) implements DecodeEvent {}

    /** The first error that was survived; later ones are only counted. */
    record Problem(String what, long startMicros, long endMicros) implements DecodeEvent {}

    /**
     * The input is over.
     *
     * @param decoded frames
     * @param given out of those
     * @param skipped packets that the sampling did not decode
     * @param errors survived
     */
    record End(long decoded, long given, long skipped, long errors) implements DecodeEvent {}

    /**
     * The input is given up.
     *
     * @param code why
     * @param what a sentence for people, without native error text
     * @param startMicros when the last frame before it ended
     * @param decoded frames before it
     * @param skipped packets that the sampling did not decode
     * @param late packets of a live address that had waited too long to be decoded
     * @param errors counted, with this one
     */
    record Failure(Code code, String what, long startMicros, long decoded, long skipped, long late, long errors)
            implements DecodeEvent {

        /** Why an input is given up. */
        public enum Code {
            /** It is no media, or has no picture that any decoder here knows. */
            NOT_MEDIA,
            /** It is media, but nothing of it can be decoded. */
            DECODE,
            /** It passed a limit. */
            LIMIT,
            /** Its frames cannot be chosen in the way that was asked for. */
            POLICY,
            /** Its bytes cannot be read: missing, not permitted, connection lost. */
            READ,
            /** The child died on it. */
            CRASHED
        }
    }
}
