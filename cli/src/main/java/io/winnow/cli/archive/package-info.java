/** {@code winnow archive}: pictures and clips as tokens in Parquet. Addresses enter; objects, and what became of the items, leave. The parser calls. */
@NullMarked
package io.winnow.cli.archive;

import org.jspecify.annotations.NullMarked;
