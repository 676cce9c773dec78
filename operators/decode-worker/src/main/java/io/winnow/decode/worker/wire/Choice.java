package io.winnow.decode.worker.wire;

/**
 * Which frames to give out.
 *
 * @param kind how they are chosen
 * @param parameter n of {@code EVERY}, frames a second of {@code FPS}, threshold of {@code SCENE} and {@code MOTION}
 */
public record Choice(Kind kind, double parameter) {

    /** How frames are chosen. */
    public enum Kind {
        KEEP_ALL,
        EVERY,
        FPS,
        KEY_FRAMES,
        /** Those whose luma differs from the last one chosen by more than a share of black against white. */
        SCENE,
        /** Those whose motion vectors are longer than a share of the diagonal. */
        MOTION,
        /** All that there is time for: of a live stream nothing is decoded any more when a newer key frame is there. */
        LATEST
    }

    public Choice {
        boolean possible = switch (kind) {
            case EVERY, FPS -> parameter > 0 && parameter <= Integer.MAX_VALUE;
            case SCENE, MOTION -> parameter > 0 && parameter < 1;
            case KEEP_ALL, KEY_FRAMES, LATEST -> true;
        };
        if (!possible) {
            throw new IllegalArgumentException(kind + " of " + parameter);
        }
    }
}
