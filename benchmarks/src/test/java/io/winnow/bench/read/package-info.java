@NullMarked
package io.winnow.bench.read;

import org.jspecify.annotations.NullMarked;
