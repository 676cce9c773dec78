@NullMarked
package io.winnow.tokenize.flink;

import org.jspecify.annotations.NullMarked;
