/** FFmpeg's own command, of the same build as the decoder: what tests and benchmarks hold the decoder against, and what draws clips. Never used to decode for a pipeline. */
@NullMarked
package io.winnow.decode.worker.command;

import org.jspecify.annotations.NullMarked;
