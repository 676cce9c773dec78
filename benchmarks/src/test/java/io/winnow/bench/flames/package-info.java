@NullMarked
package io.winnow.bench.flames;

import org.jspecify.annotations.NullMarked;
