@NullMarked
package io.winnow.archive.flink;

import org.jspecify.annotations.NullMarked;
