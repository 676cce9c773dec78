/** Scenes become video files, which are decoded like any other: scenes enter, files with questions and their truth leave. The demonstration and the evaluation call. */
@NullMarked
package io.winnow.cli.clip;

import org.jspecify.annotations.NullMarked;
