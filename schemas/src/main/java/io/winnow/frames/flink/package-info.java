/** Flink's view of decoded frames: a type that lets them pass within a task chain and nowhere else. The decoder's source and the job builder call. */
@NullMarked
package io.winnow.frames.flink;

import org.jspecify.annotations.NullMarked;
