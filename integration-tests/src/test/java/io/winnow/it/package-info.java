/** The whole of Winnow as its users run it: a real broker, a real cluster of separate processes, real media, the real command. */
@NullMarked
package io.winnow.it;

import org.jspecify.annotations.NullMarked;
