/** Which streams a pipeline's sources are: folders and globs are listed, what they hold is told apart. Addresses enter, plans of streams leave. The Flink source and the command's checks call. */
@NullMarked
package io.winnow.decode.sources;

import org.jspecify.annotations.NullMarked;
