@NullMarked
package io.winnow.bench.archive;

import org.jspecify.annotations.NullMarked;
