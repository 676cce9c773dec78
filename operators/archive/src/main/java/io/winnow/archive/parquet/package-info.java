/** Rows of an archive as Parquet: the same rows give the same bytes. Called by the archive. */
@NullMarked
package io.winnow.archive.parquet;

import org.jspecify.annotations.NullMarked;
