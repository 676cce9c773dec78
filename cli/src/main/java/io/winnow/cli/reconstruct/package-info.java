/** {@code winnow reconstruct}: what tokens show, to look and compare. Media or files of tokens enter, a picture and its numbers leave. The parser calls. */
@NullMarked
package io.winnow.cli.reconstruct;

import org.jspecify.annotations.NullMarked;
