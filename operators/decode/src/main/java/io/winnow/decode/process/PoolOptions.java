package io.winnow.decode.process;

import io.winnow.decode.PictureSize;
import io.winnow.net.AddressKind;
import java.io.Serializable;
import java.util.Objects;
import java.util.Set;

/**
 * How a pool of decoders works.
 *
 * @param children most inputs that are decoded at once
 * @param memoryBytes most memory of a child, by RLIMIT_DATA
 * @param slots pictures that a child may be ahead, and that may be held unreleased
 * @param size of the largest pictures that will be asked for
 * @param sandbox how much of it must hold
 * @param inProcess parse in this JVM instead of in children, for inputs that are trusted
 * @param allowed kinds of addresses, beside public ones, of servers that a playlist names beside its own
 */
public record PoolOptions(
        int children,
        long memoryBytes,
        int slots,
        PictureSize size,
        Sandbox.Wish sandbox,
        boolean inProcess,
        Set<AddressKind> allowed)
        implements Serializable {
    /** Less than this a child cannot start in. */
    public static final long LEAST_MEMORY_BYTES = 128L << 20;

    public PoolOptions {
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(sandbox, "sandbox");
        allowed = Set.copyOf(allowed);
        if (children < 1 || children > 256) {
            throw new IllegalArgumentException("a pool can have 1 to 256 children, not " + children);
        }
        if (memoryBytes < LEAST_MEMORY_BYTES) {
            throw new IllegalArgumentException("a decoder needs " + (LEAST_MEMORY_BYTES >> 20)
                    + " MiB of memory or more, not " + (memoryBytes >> 20) + " MiB");
        }
        if (slots < 2 || slots * size.bytes() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "the " + slots + " pictures that a child may be ahead must be 2 or more and fit 2 GiB");
        }
    }

    /** The same for so many. */
    PoolOptions withChildren(int other) {
        return new PoolOptions(other, memoryBytes, slots, size, sandbox, inProcess, allowed);
    }

    /** One child with 1 GiB that may be 16 pictures ahead. */
    public static PoolOptions of(PictureSize size) {
        return new PoolOptions(1, 1L << 30, 16, size, Sandbox.Wish.AUTO, false, Set.of());
    }
}
