package io.winnow.tokenize.prefix;

/**
 * Tokens of a picture, as a decoder takes them.
 *
 * @param ids {@code [tokens]}; empty where tokens are vectors
 * @param vectors {@code [tokens, width]}; empty where tokens are ids
 * @param slots {@code [tokens]} place of each, ascending
 */
record PrefixCode(int[] ids, float[] vectors, int[] slots) {}
