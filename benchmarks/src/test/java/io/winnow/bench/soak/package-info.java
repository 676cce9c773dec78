@NullMarked
package io.winnow.bench.soak;

import org.jspecify.annotations.NullMarked;
