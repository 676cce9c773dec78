package io.winnow.cli.rate;

import io.winnow.tokenize.quality.PictureQuality;

/**
 * What a tokenizer made of one picture.
 *
 * @param tokens how many
 * @param bytes that they and their places take
 * @param quality of what they show
 */
public record Sample(int tokens, int bytes, PictureQuality quality) {}
