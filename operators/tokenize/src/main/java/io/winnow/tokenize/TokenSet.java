package io.winnow.tokenize;

import io.winnow.records.Axis;
import io.winnow.records.Grid;
import io.winnow.records.TokenMap;
import io.winnow.records.Tokens;
import java.util.Optional;

/**
 * The tokens of one record, as {@link io.winnow.records.TokenRecord} describes them.
 *
 * @param axis along what they are ordered
 * @param grid cells they stand for
 * @param tokens themselves
 * @param positions cell of each; empty means token {@code i} is cell {@code i}
 * @param pivot index of the token with the encoder's largest class attention, or -1
 * @param map token of each cell, for centroids
 * @param micros work beyond that on the single frames
 */
public record TokenSet(
        Axis axis,
        Grid grid,
        Tokens tokens,
        Optional<Tokens.Ids> positions,
        int pivot,
        Optional<TokenMap> map,
        long micros) {}
