@NullMarked
package io.winnow.bench.decode;

import org.jspecify.annotations.NullMarked;
