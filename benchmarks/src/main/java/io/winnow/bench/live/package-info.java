/** Cameras that are watched for long, with cuts, loss and restarts: whether every frame is accounted for, and whether the line takes no more as time goes by. {@code bench.gateway} shares what looks at a line from beside it. */
@NullMarked
package io.winnow.bench.live;

import org.jspecify.annotations.NullMarked;
