package io.winnow.read;

/**
 * What the words of a question see of a context, computed once by prefill.
 *
 * @param tokens visual tokens
 * @param keys {@code [layers, heads, tokens, headWidth]}
 * @param values {@code [layers, heads, tokens, headWidth]}
 * @param ground {@code [tokens, groundWidth]}
 * @param place {@code [tokens, 6]}
 */
record Prefix(int tokens, float[] keys, float[] values, float[] ground, float[] place) {

    long bytes() {
        return (long) Float.BYTES * (keys.length + values.length + ground.length + place.length);
    }
}
