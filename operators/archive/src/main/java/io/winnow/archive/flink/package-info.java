/** Flink's view of an archive: places in every file system that Flink knows. The archive's job and the command call. */
@NullMarked
package io.winnow.archive.flink;

import org.jspecify.annotations.NullMarked;
