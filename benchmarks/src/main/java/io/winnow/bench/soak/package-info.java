/** Whether the line's memory stays where it is. */
@NullMarked
package io.winnow.bench.soak;

import org.jspecify.annotations.NullMarked;
