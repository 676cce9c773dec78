package io.winnow.tokenize.prefix;

import io.winnow.frames.Frame;

/**
 * A frame, and how it is to be encoded. What an encoder has no input for it does not look at.
 *
 * @param frame to encode
 * @param error that its picture may have, as the mean difference of a channel in shares of its range
 * @param budget most tokens
 * @param all whether every token within the budget is wanted, whatever the encoder takes for needless
 */
record Wish(Frame frame, float error, int budget, boolean all) {}
