/** The page and its HTTP interface over a pipeline's topics. A broker's address and a pipeline's name enter, a web address leaves; the command calls. Knows nothing of Flink. */
@NullMarked
package io.winnow.gateway;

import org.jspecify.annotations.NullMarked;
