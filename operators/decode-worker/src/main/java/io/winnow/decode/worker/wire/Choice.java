package io.winnow.decode.worker.wire;

/**
 * Which frames to give out.
 *
 * @param kind how they are chosen
 * @param parameter n of {@code EVERY}, frames a second of {@code FPS}
 */
public record Choice(Kind kind, double parameter) {

    /** How frames are chosen. */
    public enum Kind {
        KEEP_ALL,
        EVERY,
        FPS,
        KEY_FRAMES,
        /** All that there is time for: of a live stream nothing is decoded any more when a newer key frame is there. */
        LATEST
    }

    public Choice {
        boolean counts = kind == Kind.EVERY || kind == Kind.FPS;
        if (counts && !(parameter > 0 && parameter <= Integer.MAX_VALUE)) {
            throw new IllegalArgumentException(kind + " of " + parameter);
        }
    }
}
