/** The page of ratios that a run makes, with the limits of the machine that it ran on. {@link io.winnow.bench.Bench} calls. */
@NullMarked
package io.winnow.bench.report;

import org.jspecify.annotations.NullMarked;
