package io.winnow.decode;

import io.winnow.records.Describe;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * How live sources are kept open.
 *
 * @param rtspTransport of sources whose address does not say
 * @param stall silence after which a source is opened again
 * @param behind longest that what came of a source may wait for the line
 * @param backoffFirst before it is opened again for the first time
 * @param backoffMost before it is opened again after it failed often
 */
public record LiveOptions(
        @Describe(
                key = "decode.live.rtsp-transport",
                text = "How the RTP packets of rtsp:// sources come: within their connection (tcp) or beside it (udp)."
                        + " rtspt:// and rtspu:// say it of one source.",
                content = false)
        RtspTransport rtspTransport,

        @Describe(
                key = "decode.live.stall",
                text =
                        "Silence after which a live source is given up and opened again; of a playlist, beyond the time"
                                + " of two of its pieces. A file that grows has ended after it. A clock that runs further ahead than this begins a new epoch.",
                content = false)
        Duration stall,

        @Describe(
                key = "decode.live.behind",
                text = "Longest that what came from a live source may wait to be decoded and taken by the line. What"
                        + " waited longer is dropped and counted, so that overload costs frames and no delay grows.",
                content = false)
        Duration behind,

        @Describe(
                key = "decode.live.backoff-first",
                text = "Most time before a live source that failed is opened again for the first time. Each time after"
                        + " that it is twice as long, less a random part of up to a half.",
                content = false)
        Duration backoffFirst,

        @Describe(
                key = "decode.live.backoff-most",
                text = "Most time before a live source that failed again and again is opened again.",
                content = false)
        Duration backoffMost)
        implements Serializable {
    private static final Duration LEAST_STALL = Duration.ofMillis(100);
    private static final Duration LEAST_BEHIND = Duration.ofMillis(10);

    public LiveOptions {
        Objects.requireNonNull(rtspTransport, "rtspTransport");
        require(stall.compareTo(LEAST_STALL) >= 0, "decode.live.stall must be 100 ms or longer");
        require(behind.compareTo(LEAST_BEHIND) >= 0, "decode.live.behind must be 10 ms or longer");
        require(
                !backoffFirst.isNegative() && !backoffFirst.isZero(),
                "decode.live.backoff-first must be longer than nothing");
        require(
                backoffMost.compareTo(backoffFirst) >= 0,
                "decode.live.backoff-most must not be shorter than decode.live.backoff-first");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }

    /** RTP within RTSP's connection; ten seconds of silence, five behind; again after a second, and at last after half a minute. */
    public static LiveOptions defaults() {
        return new LiveOptions(
                RtspTransport.TCP,
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30));
    }
}
