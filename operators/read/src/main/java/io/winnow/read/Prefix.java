package io.winnow.read;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the words of a question see of a context, computed by prefill: for the first blocks of layers, and for further ones when a question first needs them.
 *
 * @param tokens visual tokens
 * @param visual {@code [tokens, width]}, what further blocks are computed of
 * @param ground {@code [tokens, groundWidth]}
 * @param place {@code [tokens, 6]}
 * @param blocks what words see in the layers of the first blocks, at least of one
 */
record Prefix(int tokens, float[] visual, float[] ground, float[] place, List<Seen> blocks) {

    /**
     * What the words see in the layers of a block.
     *
     * @param keys {@code [layers, heads, tokens, headWidth]}
     * @param values {@code [layers, heads, tokens, headWidth]}
     */
    record Seen(float[] keys, float[] values) {}

    Prefix {
        blocks = List.copyOf(blocks);
    }

    /** The same with the next block. */
    Prefix with(Seen next) {
        return new Prefix(
                tokens,
                visual,
                ground,
                place,
                Stream.concat(blocks.stream(), Stream.of(next)).toList());
    }

    long bytes() {
        long pairs = blocks.stream()
                .mapToLong(seen -> seen.keys().length + seen.values().length)
                .sum();
        return Float.BYTES * (pairs + visual.length + ground.length + place.length);
    }
}
