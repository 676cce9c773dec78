/** What whoever opens connections has to know: which addresses are no public ones, how long a server asks to be left alone, which port is free. Nothing here opens a connection. */
@NullMarked
package io.winnow.net;

import org.jspecify.annotations.NullMarked;
