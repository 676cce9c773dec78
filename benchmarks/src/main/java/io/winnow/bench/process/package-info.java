/** Processes that are measured from outside, and what they take. The suites call. */
@NullMarked
package io.winnow.bench.process;

import org.jspecify.annotations.NullMarked;
