/** Where a stream's windows begin and end, decided by its records and events alone: positions enter, cuts leave. For the operator. */
@NullMarked
package io.winnow.prune.window;

import org.jspecify.annotations.NullMarked;
