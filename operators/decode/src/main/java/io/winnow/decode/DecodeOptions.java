package io.winnow.decode;

import io.winnow.decode.process.DecodeLimits;
import io.winnow.decode.process.PoolOptions;
import io.winnow.decode.process.Sandbox;
import io.winnow.records.Describe;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * How sources are decoded.
 *
 * @param policy of sources that have none of their own
 * @param pictureLength of each picture of a folder, on its stream's clock
 * @param threads of each decoder, or 0
 * @param children processes on a machine, or 0
 * @param memoryBytes of a child
 * @param slots pictures a child may be ahead
 * @param sandbox how much of it must hold
 * @param inProcess whether media is parsed in the JVM of Flink
 * @param limitPixels of a picture
 * @param limitFrames of an input
 * @param limitLength of an input
 * @param stall without a sign of life
 * @param idleAfter silence of a source that waits for others
 * @param stopAfter wall-clock time after which streams are ended where they are; zero for never
 * @param live how live sources are kept open
 * @param web what playlists may lead to
 * @param stay whether the run goes on when every stream has ended
 */
public record DecodeOptions(
        @Describe(
                key = "decode.policy",
                text = "Frames handed on, where a source says nothing else: keep-all; every(n), each n-th; fps(x), x a"
                        + " second; keyframes; scene(t), those whose luma at 64x64 differs in the mean from the last"
                        + " one handed on by more than a share t of black against white; motion(t), those whose motion"
                        + " vectors (H.264, MPEG-1, -2 and -4, H.263) are in the mean longer than a share t of the"
                        + " picture's diagonal; latest, the newest whenever the line is ready. Single pictures are all"
                        + " handed on by keyframes, scene, motion and latest.")
        FramePolicy policy,

        @Describe(
                key = "decode.picture-length",
                text = "How long each picture of a folder lasts on its stream's clock.")
        Duration pictureLength,

        @Describe(
                key = "decode.threads",
                text = "Threads of each decoder, or 0 for as many as FFmpeg likes. Pictures of damaged files can depend"
                        + " on it.")
        int threads,

        @Describe(
                key = "decode.children",
                text = "Inputs decoded at once on a machine, each in a process of its own, or 0 for as many as it has"
                        + " cores.",
                content = false)
        int children,

        @Describe(key = "decode.memory", text = "Most memory of a decoding process.", content = false)
        long memoryBytes,

        @Describe(
                key = "decode.slots",
                text = "Pictures that a decoding process may be ahead of the line.",
                content = false)
        int slots,

        @Describe(
                key = "decode.sandbox",
                text = "Whether decoding processes without a network namespace and a memory limit are refused (require)"
                        + " or allowed with a warning (auto).",
                content = false)
        Sandbox.Wish sandbox,

        @Describe(
                key = "decode.in-process",
                text = "Decode within Flink's JVM. Only for media that you made yourself.",
                content = false)
        boolean inProcess,

        @Describe(key = "decode.limits.pixels", text = "Most pixels of a picture, before scaling.")
        long limitPixels,

        @Describe(key = "decode.limits.frames", text = "Most frames decoded of one input.")
        long limitFrames,

        @Describe(key = "decode.limits.length", text = "Longest input, by its own clock.")
        Duration limitLength,

        @Describe(
                key = "decode.limits.stall",
                text = "How long a decoding process that waits for nothing may show no progress.",
                content = false)
        Duration stall,

        @Describe(
                key = "decode.idle-after",
                text = "Silence after which a source that waits for others, such as standard input, is called idle.",
                content = false)
        Duration idleAfter,

        @Describe(
                key = "decode.stop-after",
                text = "Wall-clock time after which every stream is ended where it is, so that a run is bounded"
                        + " whatever it reads. 0s: never.",
                content = false)
        Duration stopAfter,

        LiveOptions live,
        WebOptions web,

        @Describe(
                key = "decode.stay",
                text = "Whether the run goes on when every stream has ended, for streams that are added while it"
                        + " runs; it needs no sources then, and ends when it is stopped.",
                content = false)
        boolean stay)
        implements Serializable {

    private static final int DEFAULT_SLOTS = 16;
    private static final double DEFAULT_FPS = 2;

    public DecodeOptions {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(sandbox, "sandbox");
        Objects.requireNonNull(live, "live");
        Objects.requireNonNull(web, "web");
        requirePositive(pictureLength, "decode.picture-length");
        requirePositive(limitLength, "decode.limits.length");
        requirePositive(stall, "decode.limits.stall");
        requirePositive(idleAfter, "decode.idle-after");
        require(!stopAfter.isNegative(), "decode.stop-after must not be negative");
        require(threads >= 0 && threads <= 64, "decode.threads must be 0 to 64");
        require(children >= 0 && children <= 256, "decode.children must be 0 to 256");
        require(memoryBytes >= PoolOptions.LEAST_MEMORY_BYTES, "decode.memory must be 128 MiB or more");
        require(slots >= 2 && slots <= 1_024, "decode.slots must be 2 to 1024");
        require(limitPixels >= 1 && limitFrames >= 1, "decode.limits.pixels and .frames must be 1 or more");
    }

    private static void requirePositive(Duration duration, String key) {
        require(!duration.isNegative() && !duration.isZero(), key + " must be longer than nothing");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }

    /** Two frames a second, a second a picture, one thread, a child a core. */
    public static DecodeOptions defaults() {
        return new DecodeOptions(
                new FramePolicy.Fps(DEFAULT_FPS),
                Duration.ofSeconds(1),
                1,
                0,
                1L << 30,
                DEFAULT_SLOTS,
                Sandbox.Wish.AUTO,
                false,
                128L << 20,
                10_000_000,
                Duration.ofDays(7),
                Duration.ofSeconds(30),
                Duration.ofSeconds(2),
                Duration.ZERO,
                LiveOptions.defaults(),
                WebOptions.defaults(),
                false);
    }

    /** Inputs decoded at once on a machine with so many cores. */
    public int childrenOn(int cores) {
        return children > 0 ? children : Math.max(1, cores);
    }

    /** What one input may cost. */
    public DecodeLimits limits() {
        return new DecodeLimits(limitPixels, limitFrames, limitLength, stall);
    }

    /**
     * The pool of one of several readers that share a machine.
     *
     * @param most inputs decoded at once by this reader
     */
    public PoolOptions pool(int most, PictureSize size) {
        return new PoolOptions(most, memoryBytes, slots, size, sandbox, inProcess, Set.copyOf(web.allow()));
    }

    /** The same with another policy. */
    public DecodeOptions withPolicy(FramePolicy other) {
        return with(other, limitFrames, idleAfter, stopAfter, live);
    }

    /** The same with another limit of frames. */
    public DecodeOptions withLimitFrames(long other) {
        return with(policy, other, idleAfter, stopAfter, live);
    }

    /** The same, where silence is told after so long. */
    public DecodeOptions withIdleAfter(Duration other) {
        return with(policy, limitFrames, other, stopAfter, live);
    }

    /** The same, ended after so long. */
    public DecodeOptions withStopAfter(Duration other) {
        return with(policy, limitFrames, idleAfter, other, live);
    }

    /** The same with other options of live sources. */
    public DecodeOptions withLive(LiveOptions other) {
        return with(policy, limitFrames, idleAfter, stopAfter, other);
    }

    private DecodeOptions with(
            FramePolicy sampled, long mostFrames, Duration silence, Duration length, LiveOptions ofLive) {
        return new DecodeOptions(
                sampled,
                pictureLength,
                threads,
                children,
                memoryBytes,
                slots,
                sandbox,
                inProcess,
                limitPixels,
                mostFrames,
                limitLength,
                stall,
                silence,
                length,
                ofLive,
                web,
                stay);
    }
}
