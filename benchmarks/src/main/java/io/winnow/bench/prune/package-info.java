/** Selection of different tokens against the same in PyTorch. */
@NullMarked
package io.winnow.bench.prune;

import org.jspecify.annotations.NullMarked;
