@NullMarked
package io.winnow.bench.process;

import org.jspecify.annotations.NullMarked;
