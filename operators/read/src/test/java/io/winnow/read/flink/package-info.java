/** Tests of the reader's operator. */
@NullMarked
package io.winnow.read.flink;

import org.jspecify.annotations.NullMarked;
