package io.winnow.cli.rate;

import io.winnow.tokenize.RgbPicture;

/**
 * What some tokens show of one picture.
 *
 * @param sample its numbers
 * @param picture that they give
 */
public record Shown(Sample sample, RgbPicture picture) {}
