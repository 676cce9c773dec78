/** The engines of the shipped reader against its reference. Nothing enters, ratios leave. */
@NullMarked
package io.winnow.bench.engines;

import org.jspecify.annotations.NullMarked;
