/** Videos to measure with, drawn by FFmpeg. The suites call. */
@NullMarked
package io.winnow.bench.media;

import org.jspecify.annotations.NullMarked;
