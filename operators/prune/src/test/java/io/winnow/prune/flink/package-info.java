@NullMarked
package io.winnow.prune.flink;

import org.jspecify.annotations.NullMarked;
