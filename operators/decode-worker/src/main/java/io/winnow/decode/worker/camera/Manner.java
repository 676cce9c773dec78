package io.winnow.decode.worker.camera;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a camera behaves to each client that plays it.
 *
 * @param framesPerSecond that it draws
 * @param frames that it sends, from a key frame on
 * @param keyEvery frames from key frame to key frame
 * @param lost share of the frames that never leave, neither the first nor the last
 * @param seed which frames those are
 * @param end what it does after the last frame
 * @param credentials {@code user:password} that it asks for; empty for none
 * @param clockAhead by which its clock is ahead of this machine's; empty where it does not say what time it has
 */
public record Manner(
        int framesPerSecond,
        int frames,
        int keyEvery,
        double lost,
        long seed,
        End end,
        String credentials,
        Optional<Duration> clockAhead) {

    /** What becomes of a client that has got all frames. */
    public enum End {
        /** Its connection is closed. */
        CLOSES,
        /** Its connection stays, and nothing comes any more. */
        FALLS_SILENT
    }

    public Manner {
        Objects.requireNonNull(end, "end");
        Objects.requireNonNull(credentials, "credentials");
        if (framesPerSecond < 1 || frames < 1 || keyEvery < 1 || !(lost >= 0 && lost < 1)) {
            throw new IllegalArgumentException("a camera cannot send so: " + framesPerSecond + " frames/s, " + frames
                    + " frames, a key frame every " + keyEvery + ", a share of " + lost + " lost");
        }
    }

    /** So many frames, a hundred a second, a key frame every ten, and the end of the connection. */
    public static Manner of(int frames) {
        return new Manner(100, frames, 10, 0, 0, End.CLOSES, "", Optional.empty());
    }

    /** Every frame is a key frame, and such a share of them never leaves. */
    public Manner losing(double share, long which) {
        return new Manner(framesPerSecond, frames, 1, share, which, end, credentials, clockAhead);
    }

    /** The same with another end. */
    public Manner ending(End other) {
        return new Manner(framesPerSecond, frames, keyEvery, lost, seed, other, credentials, clockAhead);
    }

    /** The same for those alone who have these. */
    public Manner asking(String userAndPassword) {
        return new Manner(framesPerSecond, frames, keyEvery, lost, seed, end, userAndPassword, clockAhead);
    }

    /** The same with a clock of its own, which it tells with the first packet. */
    public Manner ahead(Duration clock) {
        return new Manner(framesPerSecond, frames, keyEvery, lost, seed, end, credentials, Optional.of(clock));
    }
}
