/** Flink's view of an archive: places in every file system that Flink knows, and the operator that writes what a pipeline's topic of tokens brings. The jobs and the command call. */
@NullMarked
package io.winnow.archive.flink;

import org.jspecify.annotations.NullMarked;
