/** Greedy selection of different vectors. Unit vectors enter, indices in the order of the pick leave; nothing here knows tokens or windows. For {@code io.winnow.prune} and the benchmarks. */
@NullMarked
package io.winnow.prune.select;

import org.jspecify.annotations.NullMarked;
