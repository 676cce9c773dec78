/** Cameras on loopback for tests and benchmarks: what FFmpeg's generators draw, served as a camera serves it, with a ledger of what was sent. Never used by a pipeline. */
@NullMarked
package io.winnow.decode.worker.camera;

import org.jspecify.annotations.NullMarked;
