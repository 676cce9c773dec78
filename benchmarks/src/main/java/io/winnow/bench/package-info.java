/** What Winnow measures of itself: suites of ratios, each of two things done side by side in one run. For {@code winnow bench}, by {@link io.winnow.bench.Bench}. */
@NullMarked
package io.winnow.bench;

import org.jspecify.annotations.NullMarked;
