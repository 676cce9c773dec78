/**
 * The child of a pool of decoders: a process that parses media and nothing else. Orders come over its standard input, which ends it when it closes; what it says goes over its standard
 * output; pictures go into a mapped ring. It opens nothing itself: each byte is asked of the parent. Started by {@code io.winnow.decode.process}, which can also run it on a thread.
 */
@NullMarked
package io.winnow.decode.worker;

import org.jspecify.annotations.NullMarked;
