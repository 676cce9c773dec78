/** Which streams a running pipeline is wished to read. Wishes enter, whatever brings them; what they make of the definition's sources leaves. The Flink source's enumerator calls, and the command to check a wish. */
@NullMarked
package io.winnow.decode.control;

import org.jspecify.annotations.NullMarked;
