/**
 * What pictures cost: tokens of a tokenizer beside files of JPEG, WebP and AVIF, at equal bytes and at equal quality. Pictures enter, numbers leave. {@code winnow eval} calls.
 *
 * <p>FFmpeg's encoders run in this process: the pictures were decoded elsewhere, and no byte is decoded here that was not encoded here a moment before.
 */
@NullMarked
package io.winnow.cli.rate;

import org.jspecify.annotations.NullMarked;
