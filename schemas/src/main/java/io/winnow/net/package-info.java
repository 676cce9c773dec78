/** What whoever calls a web server for a user has to know: which addresses are no public ones, and how long a server asks to be left alone. Stages and the gateway call; nothing here opens a connection. */
@NullMarked
package io.winnow.net;

import org.jspecify.annotations.NullMarked;
