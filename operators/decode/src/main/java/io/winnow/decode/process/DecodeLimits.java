package io.winnow.decode.process;

import java.io.Serializable;
import java.time.Duration;

/**
 * What one input may cost. The first of them that is passed ends it with {@link DecodeEvent.Failure.Code#LIMIT}; the memory of a child is limited by {@link PoolOptions}.
 *
 * @param pixels of one picture, as decoded
 * @param frames decoded of one input
 * @param length of one input, by its media clock; what a jump of that clock skips does not count
 * @param stall longest time in which a child that waits for nothing may give no sign of life
 */
public record DecodeLimits(long pixels, long frames, Duration length, Duration stall) implements Serializable {
    public DecodeLimits {
        if (pixels < 1 || frames < 1) {
            throw new IllegalArgumentException("the limits on pixels and frames must be 1 or more");
        }
        if (length.isNegative() || length.isZero() || stall.isNegative() || stall.isZero()) {
            throw new IllegalArgumentException("the limits on length and stall must be longer than nothing");
        }
    }

    /** 128 megapixels, ten million frames, a week, half a minute. */
    public static DecodeLimits defaults() {
        return new DecodeLimits(128L << 20, 10_000_000, Duration.ofDays(7), Duration.ofSeconds(30));
    }
}
