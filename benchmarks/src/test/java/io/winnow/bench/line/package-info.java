@NullMarked
package io.winnow.bench.line;

import org.jspecify.annotations.NullMarked;
