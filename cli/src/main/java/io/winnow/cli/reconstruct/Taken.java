package io.winnow.cli.reconstruct;

import io.winnow.records.TokenRecord;
import io.winnow.tokenize.RgbPicture;
import java.util.Optional;

/**
 * A frame and its tokens.
 *
 * @param record with all its tokens
 * @param original as the tokenizer saw it; empty where only tokens are left
 */
record Taken(TokenRecord record, Optional<RgbPicture> original) {}
