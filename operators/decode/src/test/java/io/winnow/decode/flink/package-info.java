@NullMarked
package io.winnow.decode.flink;

import org.jspecify.annotations.NullMarked;
