package io.winnow.decode.worker.media;

import java.nio.IntBuffer;

/**
 * How a picture as decoded is turned upright: first the sides are exchanged, then the result is mirrored.
 *
 * @param transposed whether rows become columns
 * @param mirroredAcross whether left and right are then exchanged
 * @param mirroredDown whether top and bottom are then exchanged
 */
public record Orientation(boolean transposed, boolean mirroredAcross, boolean mirroredDown) {
    public static final Orientation UPRIGHT = new Orientation(false, false, false);

    /**
     * Of a display matrix, 9 numbers in 16.16 and 2.30 fixed point of which the four of the rotation count (ISO/IEC 14496-12, 6.2.2). Angles between are taken to the nearest quarter turn.
     */
    public static Orientation of(IntBuffer matrix) {
        long a = matrix.get(0);
        long b = matrix.get(1);
        long c = matrix.get(3);
        long d = matrix.get(4);
        boolean transposed = Math.abs(b) + Math.abs(c) > Math.abs(a) + Math.abs(d);
        return transposed ? new Orientation(true, c < 0, b < 0) : new Orientation(false, a < 0, d < 0);
    }

    public boolean upright() {
        return !transposed && !mirroredAcross && !mirroredDown;
    }

    /** Clockwise degrees of the turn, leaving a mirrored picture's mirroring aside. */
    public int degrees() {
        if (transposed) {
            return mirroredAcross ? 90 : 270;
        }
        return mirroredDown ? 180 : 0;
    }
}
